import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'branch_reminder' })
export class BranchReminderRow {
  @PrimaryColumn({ type: 'uuid' })
  branchId!: string;

  @PrimaryColumn({ type: 'text' })
  kind!: string;

  @PrimaryColumn({ type: 'date' })
  dueOn!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  writtenAt!: string;
}
