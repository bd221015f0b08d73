import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'webhook_secret' })
export class WebhookSecretRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column({ type: 'text' })
  webhook!: string;

  @Column({ type: 'text' })
  sealed!: string;

  @Column({ type: 'text' })
  madeByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  madeAt!: string;
}
