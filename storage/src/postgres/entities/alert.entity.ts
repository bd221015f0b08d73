import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'alert' })
export class AlertRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  number!: string;

  @Column({ type: 'text' })
  indicator!: string;

  @Column({ type: 'integer' })
  indicatorVersion!: number;

  @Column({ type: 'text', nullable: true })
  definitionHash!: string | null;

  @Column({ type: 'jsonb' })
  parameters!: Record<string, unknown>;

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'text' })
  line!: string;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'text', nullable: true })
  period!: string | null;

  @Column({ type: 'text' })
  firstPeriod!: string;

  @Column({ type: 'text' })
  severity!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'boolean' })
  continues!: boolean;

  @Column({ type: 'boolean' })
  grouped!: boolean;

  @Column({ type: 'boolean' })
  lookBackCutShort!: boolean;

  @Column({ type: 'integer' })
  hits!: number;

  @Column({ type: 'numeric', precision: 38, scale: 6, nullable: true })
  observed!: string | null;

  @Column({ type: 'numeric', precision: 38, scale: 6, nullable: true })
  threshold!: string | null;

  @Column({ type: 'numeric', precision: 38, scale: 2, nullable: true })
  amount!: string | null;

  @Column({ type: 'timestamptz', transformer: instant })
  raisedAt!: string;

  @Column({ type: 'uuid', nullable: true })
  raisedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  screenedAt!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  dispatchedAt!: string | null;

  @Column({ type: 'date', nullable: true })
  autoReceiptOn!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  receivedAt!: string | null;

  @Column({ type: 'date', nullable: true })
  receivedOn!: string | null;

  @Column({ type: 'date', nullable: true })
  answerDueOn!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  returnedAt!: string | null;

  @Column({ type: 'date', nullable: true })
  returnDueOn!: string | null;

  @Column({ type: 'integer' })
  returnCount!: number;

  @Column({ type: 'boolean' })
  extensionAsked!: boolean;

  @Column({ type: 'text', nullable: true })
  extendedClock!: string | null;

  @Column({ type: 'date', nullable: true })
  extendedDueOn!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  rectificationOrderedAt!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  rectificationReturnedAt!: string | null;

  @Column({ type: 'date', nullable: true })
  rectificationDueOn!: string | null;

  @Column({ type: 'text', array: true })
  openBranches!: readonly string[];

  @Column({ type: 'text', array: true, insert: false })
  consulted!: readonly string[];

  @Column({ type: 'text', nullable: true })
  calendarVersion!: string | null;

  @Column({ type: 'boolean' })
  waitingForCalendar!: boolean;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  answeredAt!: string | null;

  @Column({ type: 'boolean', nullable: true })
  answeredLate!: boolean | null;

  @Column({ type: 'integer' })
  answerRound!: number;

  @Column({ type: 'text', nullable: true })
  problemType!: string | null;

  @Column({ type: 'uuid', nullable: true })
  submittedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  closedAt!: string | null;

  @Column({ type: 'date', nullable: true })
  closedOn!: string | null;

  @Column({ type: 'boolean' })
  newSinceAnswer!: boolean;

  @Column({ type: 'uuid', nullable: true })
  recurrenceOf!: string | null;

  @Column({ type: 'uuid', nullable: true })
  linkedTo!: string | null;

  @Column({ type: 'boolean' })
  again!: boolean;

  @Column({ type: 'boolean' })
  baseline!: boolean;

  @Column({ type: 'uuid', nullable: true, insert: false })
  officer!: string | null;

  @Column({ type: 'uuid', nullable: true, insert: false })
  handler!: string | null;

  @Column({ type: 'timestamptz', transformer: instant })
  updatedAt!: string;

  @Column({ type: 'date', nullable: true, insert: false, update: false })
  dueOn!: string | null;

  @Column({ type: 'smallint', insert: false, update: false })
  severityRank!: number;
}
