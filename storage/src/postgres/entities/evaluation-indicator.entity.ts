import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'evaluation_indicator' })
export class EvaluationIndicatorRow {
  @PrimaryColumn({ type: 'uuid' })
  evaluationId!: string;

  @PrimaryColumn({ type: 'text' })
  indicator!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'text', nullable: true })
  definitionHash!: string | null;

  @Column({ type: 'text', nullable: true })
  inputHash!: string | null;

  @Column({ type: 'jsonb' })
  parameters!: Record<string, unknown>;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  claimedAt!: string | null;

  @Column({ type: 'uuid', nullable: true })
  reusedFrom!: string | null;

  @Column({ type: 'integer' })
  hits!: number;

  @Column({ type: 'integer' })
  cannotDecide!: number;

  @Column({ type: 'integer', nullable: true })
  durationMs!: number | null;

  @Column({ type: 'text', nullable: true })
  error!: string | null;
}
