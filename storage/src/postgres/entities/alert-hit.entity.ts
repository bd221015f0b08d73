import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'alert_hit' })
export class AlertHitRow {
  @PrimaryColumn({ type: 'uuid' })
  alertId!: string;

  @Column({ type: 'text' })
  agency!: string;

  @PrimaryColumn({ type: 'text' })
  subject!: string;

  @PrimaryColumn({ type: 'text' })
  hitKey!: string;

  @PrimaryColumn({ type: 'text' })
  period!: string;

  @Column({ type: 'boolean' })
  live!: boolean;

  @Column({ type: 'text', nullable: true })
  relatedKey!: string | null;

  @Column({ type: 'text' })
  firstPeriod!: string;

  @Column({ type: 'numeric', precision: 38, scale: 6, nullable: true })
  observed!: string | null;

  @Column({ type: 'numeric', precision: 38, scale: 6, nullable: true })
  threshold!: string | null;

  @Column({ type: 'numeric', precision: 38, scale: 2, nullable: true })
  amount!: string | null;

  @Column({ type: 'text', nullable: true })
  severity!: string | null;

  @Column({ type: 'integer' })
  indicatorVersion!: number;

  @Column({ type: 'jsonb' })
  evidence!: Record<string, unknown>;

  @Column({ type: 'timestamptz', transformer: instant })
  foundAt!: string;

  /** The account in the evidence, generated so that it can be found by. */
  @Column({ type: 'text', nullable: true, insert: false, update: false })
  accountHash!: string | null;
}
