import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'statutory_entry' })
export class StatutoryEntryRow {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column({ type: 'text' })
  tableName!: string;

  @Column({ type: 'text' })
  sourceTitle!: string;

  @Column({ type: 'text' })
  sourceReference!: string;

  @Column({ type: 'jsonb' })
  rows!: object;

  @Column({ type: 'text' })
  enteredByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  enteredAt!: string;
}
