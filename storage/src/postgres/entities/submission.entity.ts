import { Column, Entity, PrimaryColumn } from 'typeorm';
import { count, instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'submission' })
export class SubmissionRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'text' })
  line!: string;

  @Column({ type: 'text' })
  dataset!: string;

  @Column({ type: 'text' })
  period!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'text' })
  source!: string;

  @Column({ type: 'text' })
  sentBy!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  sentAt!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  arrivedAt!: string;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  decidedAt!: string | null;

  @Column({ type: 'text' })
  contentHash!: string;

  @Column({ type: 'bigint', transformer: count })
  rows!: number;

  @Column({ type: 'bigint', transformer: count })
  errors!: number;

  @Column({ type: 'text', nullable: true })
  exchangeSource!: string | null;

  @Column({ type: 'uuid', nullable: true })
  replaces!: string | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'text', nullable: true })
  reasonByName!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  reasonAt!: string | null;
}
