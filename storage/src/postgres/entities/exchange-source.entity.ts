import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'exchange_source' })
export class ExchangeSourceRow {
  @PrimaryColumn({ type: 'text' })
  name!: string;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  lastPullAt!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  lastSuccessAt!: string | null;

  @Column({ type: 'text', nullable: true })
  lastError!: string | null;

  @Column({ type: 'integer' })
  failures!: number;

  @Column({ type: 'text', array: true, nullable: true })
  writePrivileges!: string[] | null;
}
