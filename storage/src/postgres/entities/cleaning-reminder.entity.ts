import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'cleaning_reminder' })
export class CleaningReminderRow {
  @PrimaryColumn({ type: 'uuid' })
  taskId!: string;

  @PrimaryColumn({ type: 'text' })
  kind!: string;

  @PrimaryColumn({ type: 'date' })
  dueOn!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  writtenAt!: string;
}
