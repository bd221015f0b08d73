import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'region_key_check' })
export class RegionKeyCheckRow {
  @PrimaryColumn({ type: 'text' })
  period!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'jsonb' })
  agencies!: unknown[];

  @Column({ type: 'text', array: true })
  apart!: string[];

  @Column({ type: 'text' })
  inputHash!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  checkedAt!: string;
}
