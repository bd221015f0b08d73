import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'cleaning_check' })
export class CleaningCheckRow {
  @PrimaryColumn({ type: 'bigint', insert: false, update: false })
  id!: string;

  @Column({ type: 'uuid' })
  taskId!: string;

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'text' })
  seen!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  at!: string;

  @Column({ type: 'text' })
  outcome!: string;

  @Column({ type: 'boolean' })
  cameBack!: boolean;

  @Column({ type: 'uuid', nullable: true })
  submissionId!: string | null;

  @Column({ type: 'uuid', nullable: true })
  evaluationId!: string | null;

  @Column({ type: 'jsonb' })
  findings!: object;
}
