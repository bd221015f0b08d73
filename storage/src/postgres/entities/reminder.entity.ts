import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'reminder' })
export class ReminderRow {
  @PrimaryColumn({ type: 'uuid' })
  alertId!: string;

  @PrimaryColumn({ type: 'text' })
  kind!: string;

  @PrimaryColumn({ type: 'date' })
  dueOn!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  writtenAt!: string;
}
