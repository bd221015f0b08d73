import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'cleaning_task' })
export class CleaningTaskRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  alertId!: string;

  @Column({ type: 'uuid' })
  answerId!: string;

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'text' })
  problemType!: string;

  @Column({ type: 'text', nullable: true })
  tableName!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  recordKey!: object | null;

  @Column({ type: 'text', nullable: true })
  field!: string | null;

  @Column({ type: 'text', nullable: true })
  valueBefore!: string | null;

  @Column({ type: 'text', nullable: true })
  valueAfter!: string | null;

  @Column({ type: 'text', array: true })
  datasets!: string[];

  @Column({ type: 'text', nullable: true })
  resubmitPeriod!: string | null;

  @Column({ type: 'text' })
  duePeriod!: string;

  @Column({ type: 'date', nullable: true })
  dueOn!: string | null;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'integer' })
  returns!: number;

  @Column({ type: 'text' })
  seen!: string;

  @Column({ type: 'text' })
  judged!: string;

  @Column({ type: 'text', nullable: true })
  lastOutcome!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  lastCheckedAt!: string | null;

  @Column({ type: 'timestamptz', transformer: instant })
  openedAt!: string;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  endedAt!: string | null;

  @Column({ type: 'uuid', nullable: true })
  settledBy!: string | null;

  @Column({ type: 'text', nullable: true })
  settledByName!: string | null;

  @Column({ type: 'text', nullable: true })
  settleReason!: string | null;
}
