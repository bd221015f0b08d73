import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'mail_message' })
export class MailMessageRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  messageId!: string;

  @Column({ type: 'uuid' })
  account!: string;

  @Column({ type: 'text' })
  address!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'text' })
  body!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'integer' })
  attempts!: number;

  @Column({ type: 'integer' })
  uncertain!: number;

  @Column({ type: 'timestamptz', transformer: instant })
  nextAt!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  createdAt!: string;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  sentAt!: string | null;

  @Column({ type: 'text', nullable: true })
  error!: string | null;
}
