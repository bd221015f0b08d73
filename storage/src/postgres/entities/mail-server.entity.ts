import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'mail_server' })
export class MailServerRow {
  @PrimaryColumn({ type: 'boolean' })
  one!: boolean;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  failingSince!: string | null;

  @Column({ type: 'text', nullable: true })
  error!: string | null;
}
