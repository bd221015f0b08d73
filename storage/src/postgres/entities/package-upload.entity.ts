import { Column, Entity, PrimaryColumn } from 'typeorm';
import { count, instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'package_upload' })
export class PackageUploadRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  object!: string;

  @Column({ type: 'text' })
  fileName!: string;

  @Column({ type: 'bigint', transformer: count })
  bytes!: number;

  @Column({ type: 'text', nullable: true })
  agency!: string | null;

  @Column({ type: 'uuid', nullable: true })
  uploadedBy!: string | null;

  @Column({ type: 'text' })
  uploadedByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  uploadedAt!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  claimedAt!: string | null;

  @Column({ type: 'uuid', nullable: true })
  submissionId!: string | null;

  @Column({ type: 'jsonb' })
  problems!: unknown[];

  @Column({ type: 'text' })
  origin!: string;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;
}
