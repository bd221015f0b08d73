import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'notification_channel' })
export class NotificationChannelRow {
  @PrimaryColumn({ type: 'uuid' })
  account!: string;

  @Column({ type: 'text', nullable: true })
  address!: string | null;

  @Column({ type: 'boolean' })
  digest!: boolean;

  @Column({ type: 'boolean' })
  urgent!: boolean;

  @Column({ type: 'timestamptz', transformer: instant })
  since!: string;
}
