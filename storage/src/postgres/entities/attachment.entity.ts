import { Column, Entity, PrimaryColumn } from 'typeorm';
import { count, instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'attachment' })
export class AttachmentRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  alertId!: string;

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'uuid', nullable: true })
  answerId!: string | null;

  @Column({ type: 'uuid', nullable: true })
  branchId!: string | null;

  @Column({ type: 'boolean' })
  forBranch!: boolean;

  @Column({ type: 'text' })
  object!: string;

  @Column({ type: 'text' })
  fileName!: string;

  @Column({ type: 'text' })
  mediaType!: string;

  @Column({ type: 'bigint', transformer: count })
  bytes!: number;

  @Column({ type: 'uuid' })
  uploadedBy!: string;

  @Column({ type: 'text' })
  uploadedByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  uploadedAt!: string;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  scannedAt!: string | null;
}
