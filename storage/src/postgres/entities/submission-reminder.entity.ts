import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'submission_reminder' })
export class SubmissionReminderRow {
  @PrimaryColumn({ type: 'text' })
  agency!: string;

  @PrimaryColumn({ type: 'text' })
  line!: string;

  @PrimaryColumn({ type: 'text' })
  dataset!: string;

  @PrimaryColumn({ type: 'text' })
  period!: string;

  @PrimaryColumn({ type: 'text' })
  kind!: string;

  @Column({ type: 'date' })
  dueOn!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  writtenAt!: string;
}
