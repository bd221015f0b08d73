import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'accountability_withdrawal' })
export class AccountabilityWithdrawalRow {
  @PrimaryColumn({ type: 'uuid' })
  entryId!: string;

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'uuid' })
  withdrawnBy!: string;

  @Column({ type: 'text' })
  withdrawnByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  withdrawnAt!: string;
}
