import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'indicator_draft' })
export class IndicatorDraftRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'uuid' })
  author!: string;

  @Column({ type: 'text' })
  authorName!: string;

  @Column({ type: 'text' })
  document!: string;

  @Column({ type: 'text' })
  query!: string;

  @Column({ type: 'text' })
  cases!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'timestamptz', transformer: instant })
  createdAt!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  updatedAt!: string;

  @Column({ type: 'text' })
  checkState!: string;

  @Column({ type: 'integer', nullable: true })
  checkRevision!: number | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  checkClaimedAt!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  checkedAt!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  checkResult!: object | null;

  @Column({ type: 'jsonb', nullable: true })
  definition!: object | null;

  @Column({ type: 'uuid', nullable: true })
  versionId!: string | null;
}
