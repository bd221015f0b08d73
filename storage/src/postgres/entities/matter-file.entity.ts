import { Column, Entity, PrimaryColumn } from 'typeorm';
import { count, instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'matter_file' })
export class MatterFileRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  matter!: string;

  @Column({ type: 'uuid' })
  matterId!: string;

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
