import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'audit_event' })
export class AuditEventRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  at!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  businessAt!: string;

  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'uuid', nullable: true })
  account!: string | null;

  @Column({ type: 'text', array: true })
  roles!: string[];

  @Column({ type: 'text' })
  action!: string;

  @Column({ type: 'text' })
  targetKind!: string;

  @Column({ type: 'text' })
  target!: string;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'jsonb' })
  details!: Record<string, unknown>;

  @Column({ type: 'text' })
  requestId!: string;
}
