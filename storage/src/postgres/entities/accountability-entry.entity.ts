import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'accountability_entry' })
export class AccountabilityEntryRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'smallint' })
  item!: number;

  @Column({ type: 'text' })
  period!: string;

  @Column({ type: 'text' })
  facts!: string;

  @Column({ type: 'text' })
  source!: string;

  @Column({ type: 'uuid' })
  enteredBy!: string;

  @Column({ type: 'text' })
  enteredByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  enteredAt!: string;

  @Column({ type: 'uuid', nullable: true })
  corrects!: string | null;

  @Column({ type: 'text', nullable: true })
  correctionReason!: string | null;
}
