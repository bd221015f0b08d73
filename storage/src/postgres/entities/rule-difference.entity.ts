import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'fundwatch', name: 'rule_difference' })
export class RuleDifferenceRow {
  @PrimaryColumn({ type: 'text' })
  period!: string;

  @PrimaryColumn({ type: 'text' })
  agency!: string;

  @PrimaryColumn({ type: 'text' })
  line!: string;

  @PrimaryColumn({ type: 'text' })
  rule!: string;

  @PrimaryColumn({ type: 'integer' })
  ordinal!: number;

  @Column({ type: 'text' })
  item!: string;

  @Column({ type: 'numeric', precision: 38, scale: 6, nullable: true })
  leftValue!: string | null;

  @Column({ type: 'numeric', precision: 38, scale: 6, nullable: true })
  rightValue!: string | null;

  @Column({ type: 'numeric', precision: 38, scale: 6, nullable: true })
  difference!: string | null;

  @Column({ type: 'jsonb' })
  evidence!: Record<string, string | null>;
}
