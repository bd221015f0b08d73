import { Column, Entity, PrimaryColumn } from 'typeorm';
import { count, instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'submission_difference' })
export class SubmissionDifferenceRow {
  @PrimaryColumn({ type: 'uuid' })
  submissionId!: string;

  @Column({ type: 'text' })
  agency!: string;

  @PrimaryColumn({ type: 'text' })
  tableName!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'bigint', nullable: true, transformer: count })
  rowsBefore!: number | null;

  @Column({ type: 'bigint', nullable: true, transformer: count })
  rowsAfter!: number | null;

  @Column({ type: 'jsonb', nullable: true })
  controlTotalsBefore!: Record<string, string> | null;

  @Column({ type: 'jsonb', nullable: true })
  controlTotalsAfter!: Record<string, string> | null;

  @Column({ type: 'bigint', nullable: true, transformer: count })
  added!: number | null;

  @Column({ type: 'bigint', nullable: true, transformer: count })
  removed!: number | null;

  @Column({ type: 'bigint', nullable: true, transformer: count })
  changed!: number | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  claimedAt!: string | null;

  @Column({ type: 'integer' })
  attempts!: number;

  @Column({ type: 'text', nullable: true })
  error!: string | null;
}
