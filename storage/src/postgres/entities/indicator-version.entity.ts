import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'indicator_version' })
export class IndicatorVersionRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  origin!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'jsonb' })
  changes!: Record<string, unknown>;

  @Column({ type: 'text' })
  definitionHash!: string;

  @Column({ type: 'integer', nullable: true })
  basedOnVersion!: number | null;

  @Column({ type: 'text', nullable: true })
  basedOnHash!: string | null;

  @Column({ type: 'text', nullable: true })
  deliveredHash!: string | null;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'uuid', nullable: true })
  alertId!: string | null;

  @Column({ type: 'uuid', nullable: true })
  answerId!: string | null;

  @Column({ type: 'uuid' })
  proposedBy!: string;

  @Column({ type: 'text' })
  proposedByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  proposedAt!: string;

  @Column({ type: 'uuid', nullable: true })
  decidedBy!: string | null;

  @Column({ type: 'text', nullable: true })
  decidedByName!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  decidedAt!: string | null;

  @Column({ type: 'text', nullable: true })
  decisionReason!: string | null;
}
