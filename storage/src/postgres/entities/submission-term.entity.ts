import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'submission_term' })
export class SubmissionTermRow {
  @PrimaryColumn({ type: 'text' })
  fromPeriod!: string;

  @Column({ type: 'integer' })
  dueDay!: number;

  @Column({ type: 'boolean' })
  roll!: boolean;

  @Column({ type: 'integer' })
  lockWorkingDays!: number;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'text' })
  setBy!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  setAt!: string;
}
