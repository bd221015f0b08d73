import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'evaluation' })
export class EvaluationRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  period!: string;

  @Column({ type: 'integer' })
  runNo!: number;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'text' })
  trigger!: string;

  @Column({ type: 'text' })
  requestedBy!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  requestedAt!: string;

  @Column({ type: 'date' })
  asOf!: string;

  @Column({ type: 'text', nullable: true })
  inputHash!: string | null;

  @Column({ type: 'text' })
  calendarVersion!: string;

  @Column({ type: 'text', array: true })
  indicators!: string[];

  @Column({ type: 'boolean' })
  baseline!: boolean;

  @Column({ type: 'text', nullable: true })
  claimedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  claimedAt!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  startedAt!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  finishedAt!: string | null;

  @Column({ type: 'integer' })
  alertsRaised!: number;

  @Column({ type: 'integer' })
  alertsExtended!: number;

  @Column({ type: 'integer' })
  alertsWithdrawn!: number;

  @Column({ type: 'text', nullable: true })
  error!: string | null;

  @Column({ type: 'uuid', nullable: true })
  monthCloseId!: string | null;
}
