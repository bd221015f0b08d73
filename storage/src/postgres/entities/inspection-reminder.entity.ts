import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'inspection_reminder' })
export class InspectionReminderRow {
  @PrimaryColumn({ type: 'uuid' })
  inspectionId!: string;

  @PrimaryColumn({ type: 'text' })
  kind!: string;

  @PrimaryColumn({ type: 'date' })
  dueOn!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  writtenAt!: string;
}
