import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'work_record' })
export class WorkRecordRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid' })
  inspectionId!: string;

  @Column({ type: 'integer' })
  sequence!: number;

  @Column({ type: 'text' })
  matter!: string;

  @Column({ type: 'text' })
  found!: string;

  @Column({ type: 'date' })
  recordedOn!: string;

  @Column({ type: 'uuid' })
  recordedBy!: string;

  @Column({ type: 'text' })
  recordedByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  recordedAt!: string;
}
