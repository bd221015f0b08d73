import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'alert_branch' })
export class AlertBranchRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  alertId!: string;

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'integer' })
  sequence!: number;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'uuid', nullable: true })
  openedBy!: string | null;

  @Column({ type: 'text' })
  openedByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  openedAt!: string;

  @Column({ type: 'text', nullable: true })
  department!: string | null;

  @Column({ type: 'date', nullable: true })
  autoReceiptOn!: string | null;

  @Column({ type: 'date', nullable: true })
  receivedOn!: string | null;

  @Column({ type: 'date', nullable: true })
  dueOn!: string | null;

  @Column({ type: 'text', nullable: true })
  calendarVersion!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  endedAt!: string | null;

  @Column({ type: 'jsonb' })
  details!: Record<string, unknown>;

  @Column({ type: 'boolean' })
  agencyMaySee!: boolean;
}
