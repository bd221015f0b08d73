import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'notification' })
export class NotificationRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column({ type: 'uuid' })
  account!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'boolean' })
  urgent!: boolean;

  @Column({ type: 'text' })
  targetKind!: string;

  @Column({ type: 'text', nullable: true })
  targetId!: string | null;

  @Column({ type: 'jsonb' })
  facts!: object;

  @Column({ type: 'timestamptz', transformer: instant })
  at!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  recordedAt!: string;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  readAt!: string | null;

  @Column({ type: 'uuid', nullable: true })
  mailId!: string | null;
}
