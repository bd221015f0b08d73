import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'schedule_slot' })
export class ScheduleSlotRow {
  @PrimaryColumn({ type: 'text' })
  name!: string;

  @PrimaryColumn({ type: 'text' })
  slot!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  takenAt!: string;
}
