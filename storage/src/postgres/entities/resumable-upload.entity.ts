import { Column, Entity, PrimaryColumn } from 'typeorm';
import { count, instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'resumable_upload' })
export class ResumableUploadRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  account!: string;

  @Column({ type: 'text' })
  accountName!: string;

  @Column({ type: 'text', nullable: true })
  agency!: string | null;

  @Column({ type: 'text' })
  fileName!: string;

  @Column({ type: 'bigint', transformer: count })
  bytes!: number;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'timestamptz', transformer: instant })
  begunAt!: string;
}
