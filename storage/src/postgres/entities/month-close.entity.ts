import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'month_close' })
export class MonthCloseRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  period!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'uuid' })
  evaluationId!: string;

  @Column({ type: 'date' })
  asOf!: string;

  @Column({ type: 'text' })
  calendarVersion!: string;

  @Column({ type: 'text' })
  inputsObject!: string;

  @Column({ type: 'text' })
  indicatorsObject!: string;

  @Column({ type: 'text' })
  hitsObject!: string;

  @Column({ type: 'text' })
  inputHash!: string;

  @Column({ type: 'integer' })
  submissions!: number;

  @Column({ type: 'integer' })
  files!: number;

  @Column({ type: 'integer' })
  indicators!: number;

  @Column({ type: 'integer' })
  hits!: number;

  @Column({ type: 'text' })
  note!: string;

  @Column({ type: 'uuid' })
  proposedBy!: string;

  @Column({ type: 'text' })
  proposedByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  proposedAt!: string;

  @Column({ type: 'uuid', nullable: true })
  decidedBy!: string | null;

  @Column({ type: 'text', nullable: true })
  decidedByName!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  decidedAt!: string | null;

  @Column({ type: 'text', nullable: true })
  decisionReason!: string | null;
}
