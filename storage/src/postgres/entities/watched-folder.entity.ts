import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'watched_folder' })
export class WatchedFolderRow {
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'text', nullable: true })
  path!: string | null;

  @Column({ type: 'timestamptz', transformer: instant })
  lookedAt!: string;

  @Column({ type: 'text', nullable: true })
  problem!: string | null;
}
