import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'month_close_verification' })
export class MonthCloseVerificationRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  monthCloseId!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'text' })
  requestedByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  requestedAt!: string;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  claimedAt!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  finishedAt!: string | null;

  @Column({ type: 'integer', nullable: true })
  hits!: number | null;

  @Column({ type: 'text', nullable: true })
  hitsSha256!: string | null;

  @Column({ type: 'boolean', nullable: true })
  equal!: boolean | null;

  @Column({ type: 'text', nullable: true })
  error!: string | null;
}
