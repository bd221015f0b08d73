import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'fundwatch', name: 'test_run_hit' })
export class TestRunHitRow {
  @PrimaryColumn({ type: 'uuid' })
  testRunId!: string;

  @PrimaryColumn({ type: 'text' })
  period!: string;

  @PrimaryColumn({ type: 'text' })
  agency!: string;

  @PrimaryColumn({ type: 'text' })
  line!: string;

  @PrimaryColumn({ type: 'text' })
  subject!: string;

  @PrimaryColumn({ type: 'text' })
  hitKey!: string;

  @PrimaryColumn({ type: 'text' })
  verdict!: string;

  @Column({ type: 'text' })
  presence!: string;

  @Column({ type: 'text', nullable: true })
  firstPeriod!: string | null;

  @Column({ type: 'numeric', precision: 38, scale: 6, nullable: true })
  observed!: string | null;

  @Column({ type: 'numeric', precision: 38, scale: 6, nullable: true })
  threshold!: string | null;

  @Column({ type: 'numeric', precision: 38, scale: 2, nullable: true })
  amount!: string | null;

  @Column({ type: 'text', nullable: true })
  severity!: string | null;

  @Column({ type: 'text', nullable: true })
  missing!: string | null;

  @Column({ type: 'jsonb' })
  evidence!: Record<string, unknown>;
}
