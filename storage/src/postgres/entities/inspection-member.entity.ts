import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'inspection_member' })
export class InspectionMemberRow {
  @PrimaryColumn({ type: 'uuid' })
  inspectionId!: string;

  @PrimaryColumn({ type: 'uuid' })
  account!: string;

  @Column({ type: 'boolean' })
  leads!: boolean;

  @Column({ type: 'boolean', nullable: true })
  interested!: boolean | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  declaredAt!: string | null;
}
