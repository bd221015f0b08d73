import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'webhook_delivery' })
export class WebhookDeliveryRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  webhook!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'jsonb' })
  body!: object;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'integer' })
  attempts!: number;

  @Column({ type: 'timestamptz', transformer: instant })
  nextAt!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  createdAt!: string;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  sentAt!: string | null;

  @Column({ type: 'text', nullable: true })
  error!: string | null;

  @Column({ type: 'integer', nullable: true })
  status!: number | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  triedAt!: string | null;
}
