import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'case_alert' })
export class CaseAlertRow {
  @PrimaryColumn({ type: 'uuid' })
  alertId!: string;

  @Column({ type: 'uuid' })
  caseId!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  joinedAt!: string;
}
