import { Column, Entity, PrimaryColumn } from 'typeorm';
import { count, instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'folder_package' })
export class FolderPackageRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  signature!: string;

  @Column({ type: 'bigint', transformer: count })
  bytes!: number;

  @Column({ type: 'timestamptz', transformer: instant })
  seenAt!: string;

  @Column({ type: 'uuid', nullable: true })
  packageId!: string | null;

  @Column({ type: 'integer' })
  attempts!: number;

  @Column({ type: 'text', nullable: true })
  outcome!: string | null;

  @Column({ type: 'text', nullable: true })
  reasonZh!: string | null;

  @Column({ type: 'text', nullable: true })
  reasonEn!: string | null;

  @Column({ type: 'text', nullable: true })
  movedTo!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  settledAt!: string | null;
}
