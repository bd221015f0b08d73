import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'answer' })
export class AnswerRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  alertId!: string;

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'integer' })
  round!: number;

  @Column({ type: 'text' })
  problemType!: string;

  @Column({ type: 'text' })
  explanation!: string;

  @Column({ type: 'jsonb' })
  fields!: Record<string, unknown>;

  @Column({ type: 'numeric', precision: 38, scale: 2, nullable: true })
  confirmedAmount!: string | null;

  @Column({ type: 'numeric', precision: 38, scale: 2, nullable: true })
  recoveredAmount!: string | null;

  @Column({ type: 'uuid' })
  answeredBy!: string;

  @Column({ type: 'text' })
  answeredByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  answeredAt!: string;

  @Column({ type: 'boolean' })
  late!: boolean;
}
