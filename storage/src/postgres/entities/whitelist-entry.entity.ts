import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'whitelist_entry' })
export class WhitelistEntryRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  indicator!: string;

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'text' })
  line!: string;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'text' })
  validFrom!: string;

  @Column({ type: 'text' })
  validTo!: string;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'text' })
  documentNo!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'uuid', nullable: true })
  alertId!: string | null;

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

  @Column({ type: 'text', nullable: true })
  endedByName!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  endedAt!: string | null;

  @Column({ type: 'text', nullable: true })
  endReason!: string | null;
}
