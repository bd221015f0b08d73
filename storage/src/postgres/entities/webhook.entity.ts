import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'webhook' })
export class WebhookRow {
  @PrimaryColumn({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  url!: string;

  @Column({ type: 'text', array: true })
  kinds!: string[];

  @Column({ type: 'boolean' })
  enabled!: boolean;

  @Column({ type: 'text' })
  changedByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  changedAt!: string;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  failingSince!: string | null;

  @Column({ type: 'integer' })
  silences!: number;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  leftUntil!: string | null;
}
