import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'source_mapping' })
export class SourceMappingRow {
  @PrimaryColumn({ type: 'text' })
  source!: string;

  @PrimaryColumn({ type: 'integer' })
  revision!: number;

  @Column({ type: 'jsonb' })
  mapping!: object;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'text' })
  madeBy!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  madeAt!: string;
}
