import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { count } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'submission_check' })
export class SubmissionCheckRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column({ type: 'uuid' })
  submissionId!: string;

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'text' })
  checkCode!: string;

  @Column({ type: 'text', nullable: true })
  file!: string | null;

  @Column({ type: 'text', nullable: true })
  tableName!: string | null;

  @Column({ type: 'bigint', nullable: true, transformer: count })
  rowNo!: number | null;

  @Column({ type: 'text', nullable: true })
  columnName!: string | null;

  @Column({ type: 'text', nullable: true })
  value!: string | null;

  @Column({ type: 'text' })
  reasonZh!: string;

  @Column({ type: 'text' })
  reasonEn!: string;
}
