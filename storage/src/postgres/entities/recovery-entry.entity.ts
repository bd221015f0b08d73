import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'recovery_entry' })
export class RecoveryEntryRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'bigint', insert: false, update: false })
  entryNo!: string;

  @Column({ type: 'uuid' })
  alertId!: string;

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'numeric', precision: 18, scale: 2 })
  amount!: string;

  @Column({ type: 'date' })
  bookedOn!: string;

  @Column({ type: 'text' })
  voucher!: string;

  @Column({ type: 'text' })
  note!: string;

  @Column({ type: 'uuid' })
  enteredBy!: string;

  @Column({ type: 'text' })
  enteredByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  enteredAt!: string;

  @Column({ type: 'uuid', nullable: true })
  voidedBy!: string | null;

  @Column({ type: 'text', nullable: true })
  voidedByName!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  voidedAt!: string | null;

  @Column({ type: 'text', nullable: true })
  voidReason!: string | null;
}
