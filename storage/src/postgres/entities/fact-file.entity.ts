import { Column, Entity, PrimaryColumn } from 'typeorm';
import { count } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'fact_file' })
export class FactFileRow {
  @PrimaryColumn({ type: 'uuid' })
  submissionId!: string;

  @Column({ type: 'text' })
  agency!: string;

  @PrimaryColumn({ type: 'text' })
  tableName!: string;

  @Column({ type: 'text', nullable: true })
  path!: string | null;

  @Column({ type: 'text', nullable: true })
  sha256!: string | null;

  @Column({ type: 'bigint', transformer: count })
  rows!: number;

  @Column({ type: 'jsonb' })
  controlTotals!: Record<string, unknown>;

  /** Null for versions that were decided before the hash was kept. */
  @Column({ type: 'text', nullable: true })
  contentHash!: string | null;
}
