import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'alert_event' })
export class AlertEventRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column({ type: 'uuid' })
  alertId!: string;

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'integer' })
  sequence!: number;

  @Column({ type: 'text' })
  type!: string;

  @Column({ type: 'text', nullable: true })
  fromState!: string | null;

  @Column({ type: 'text', nullable: true })
  toState!: string | null;

  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'uuid', nullable: true })
  account!: string | null;

  @Column({ type: 'text', nullable: true })
  onBehalfOf!: string | null;

  @Column({ type: 'text', nullable: true })
  actorRole!: string | null;

  @Column({ type: 'timestamptz', transformer: instant })
  at!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  recordedAt!: string;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'jsonb' })
  details!: Record<string, unknown>;

  @Column({ type: 'boolean' })
  agencyMaySee!: boolean;
}
