import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'fundwatch', name: 'evaluation_scope' })
export class EvaluationScopeRow {
  @PrimaryColumn({ type: 'uuid' })
  evaluationId!: string;

  @PrimaryColumn({ type: 'text' })
  indicator!: string;

  @PrimaryColumn({ type: 'text' })
  agency!: string;

  @PrimaryColumn({ type: 'text' })
  line!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'jsonb' })
  reasonDetails!: Record<string, unknown>;

  @Column({ type: 'integer' })
  cannotDecide!: number;
}
