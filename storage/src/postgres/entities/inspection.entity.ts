import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'inspection' })
export class InspectionRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  number!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'text' })
  scope!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'uuid' })
  openedBy!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  openedAt!: string;

  @Column({ type: 'date' })
  startOn!: string;

  @Column({ type: 'date' })
  endOn!: string;

  @Column({ type: 'text', nullable: true })
  carryInReason!: string | null;

  @Column({ type: 'text', nullable: true })
  specialReason!: string | null;

  @Column({ type: 'uuid', nullable: true })
  approvedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  approvedAt!: string | null;

  @Column({ type: 'date', nullable: true })
  notifiedOn!: string | null;

  @Column({ type: 'date', nullable: true })
  begunOn!: string | null;

  @Column({ type: 'date', nullable: true })
  endedOn!: string | null;

  @Column({ type: 'date', nullable: true })
  draftDueOn!: string | null;

  @Column({ type: 'text', nullable: true })
  draft!: string | null;

  @Column({ type: 'date', nullable: true })
  draftedOn!: string | null;

  @Column({ type: 'date', nullable: true })
  receivedOn!: string | null;

  @Column({ type: 'date', nullable: true })
  objectionDueOn!: string | null;

  @Column({ type: 'date', nullable: true })
  objectedOn!: string | null;

  @Column({ type: 'text', nullable: true })
  confirmedBy!: string | null;

  @Column({ type: 'date', nullable: true })
  confirmedOn!: string | null;

  @Column({ type: 'date', nullable: true })
  rectificationDueOn!: string | null;

  @Column({ type: 'date', nullable: true })
  finishedOn!: string | null;

  @Column({ type: 'text', nullable: true })
  calendarVersion!: string | null;
}
