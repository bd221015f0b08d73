import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'rule_check' })
export class RuleCheckRow {
  @PrimaryColumn({ type: 'text' })
  period!: string;

  @PrimaryColumn({ type: 'text' })
  agency!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'integer' })
  requests!: number;

  @Column({ type: 'timestamptz', transformer: instant })
  requestedAt!: string;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  claimedAt!: string | null;

  @Column({ type: 'integer' })
  attempts!: number;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  checkedAt!: string | null;

  @Column({ type: 'text', nullable: true })
  rulesHash!: string | null;

  @Column({ type: 'text', nullable: true })
  error!: string | null;
}
