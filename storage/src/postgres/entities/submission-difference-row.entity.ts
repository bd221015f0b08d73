import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'fundwatch', name: 'submission_difference_row' })
export class SubmissionDifferenceRowRow {
  @PrimaryColumn({ type: 'uuid' })
  submissionId!: string;

  @PrimaryColumn({ type: 'text' })
  tableName!: string;

  @PrimaryColumn({ type: 'integer' })
  ordinal!: number;

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'jsonb' })
  key!: Record<string, string | null>;

  @Column({ type: 'jsonb', nullable: true })
  before!: Record<string, string | null> | null;

  @Column({ type: 'jsonb', nullable: true })
  after!: Record<string, string | null> | null;
}
