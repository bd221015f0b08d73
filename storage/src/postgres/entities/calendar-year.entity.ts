import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'calendar_year' })
export class CalendarYearRow {
  @PrimaryColumn({ type: 'integer' })
  year!: number;

  @PrimaryColumn({ type: 'integer' })
  revision!: number;

  @Column({ type: 'jsonb' })
  papers!: unknown;

  @Column({ type: 'text', array: true })
  daysOff!: string[];

  @Column({ type: 'text', array: true })
  workingDays!: string[];

  @Column({ type: 'text' })
  fileName!: string;

  @Column({ type: 'text' })
  fileSha256!: string;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'text' })
  importedBy!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  importedAt!: string;
}
