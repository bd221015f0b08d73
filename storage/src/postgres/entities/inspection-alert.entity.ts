import { Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'fundwatch', name: 'inspection_alert' })
export class InspectionAlertRow {
  @PrimaryColumn({ type: 'uuid' })
  inspectionId!: string;

  @PrimaryColumn({ type: 'uuid' })
  alertId!: string;
}
