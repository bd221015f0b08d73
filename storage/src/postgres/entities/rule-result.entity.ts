import { Column, Entity, PrimaryColumn } from 'typeorm';
import { count, instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'rule_result' })
export class RuleResultRow {
  @PrimaryColumn({ type: 'text' })
  period!: string;

  @PrimaryColumn({ type: 'text' })
  agency!: string;

  @PrimaryColumn({ type: 'text' })
  line!: string;

  @PrimaryColumn({ type: 'text' })
  rule!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'jsonb' })
  reasonDetails!: Record<string, unknown>;

  @Column({ type: 'bigint', transformer: count })
  compared!: number;

  @Column({ type: 'numeric', precision: 38, scale: 6, nullable: true })
  leftValue!: string | null;

  @Column({ type: 'numeric', precision: 38, scale: 6, nullable: true })
  rightValue!: string | null;

  @Column({ type: 'numeric', precision: 38, scale: 6, nullable: true })
  difference!: string | null;

  @Column({ type: 'numeric', precision: 38, scale: 6, nullable: true })
  tolerance!: string | null;

  @Column({ type: 'bigint', transformer: count })
  brokenRows!: number;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'text', nullable: true })
  inputHash!: string | null;

  @Column({ type: 'timestamptz', transformer: instant })
  checkedAt!: string;
}
