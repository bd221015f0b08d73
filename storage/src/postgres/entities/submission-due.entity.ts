import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'submission_due' })
export class SubmissionDueRow {
  @PrimaryColumn({ type: 'text' })
  period!: string;

  @Column({ type: 'date' })
  dueOn!: string;

  @Column({ type: 'date', nullable: true })
  lockedOn!: string | null;

  @Column({ type: 'text' })
  calendarVersion!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  fixedAt!: string;
}
