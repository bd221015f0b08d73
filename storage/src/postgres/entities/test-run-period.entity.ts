import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'fundwatch', name: 'test_run_period' })
export class TestRunPeriodRow {
  @PrimaryColumn({ type: 'uuid' })
  testRunId!: string;

  @PrimaryColumn({ type: 'text' })
  period!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'uuid', nullable: true })
  comparedWith!: string | null;

  @Column({ type: 'integer', nullable: true })
  comparedVersion!: number | null;

  @Column({ type: 'boolean' })
  dataChanged!: boolean;

  @Column({ type: 'integer' })
  presentHits!: number;

  @Column({ type: 'integer' })
  newHits!: number;

  @Column({ type: 'integer' })
  keptHits!: number;

  @Column({ type: 'integer' })
  goneHits!: number;

  @Column({ type: 'integer' })
  cannotDecide!: number;

  @Column({ type: 'jsonb' })
  notEvaluated!: unknown[];

  @Column({ type: 'integer' })
  uncompared!: number;

  @Column({ type: 'integer', nullable: true })
  durationMs!: number | null;
}
