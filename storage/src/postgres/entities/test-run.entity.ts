import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'test_run' })
export class TestRunRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  indicator!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  definitionHash!: string;

  @Column({ type: 'uuid', nullable: true })
  versionId!: string | null;

  @Column({ type: 'uuid', nullable: true })
  evaluationId!: string | null;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'text' })
  requestedByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  requestedAt!: string;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  startedAt!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  finishedAt!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  error!: Record<string, unknown> | null;
}
