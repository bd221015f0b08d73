import { Column, Entity, PrimaryColumn } from 'typeorm';
import { count, instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'document' })
export class DocumentRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  subjectKey!: string;

  @Column({ type: 'uuid', nullable: true })
  alertId!: string | null;

  @Column({ type: 'uuid', nullable: true })
  branchId!: string | null;

  @Column({ type: 'uuid', nullable: true })
  inspectionId!: string | null;

  @Column({ type: 'uuid', nullable: true })
  majorMatterId!: string | null;

  @Column({ type: 'text', nullable: true })
  agency!: string | null;

  @Column({ type: 'text' })
  number!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'jsonb' })
  content!: object;

  @Column({ type: 'text' })
  docxObject!: string;

  @Column({ type: 'bigint', transformer: count })
  docxBytes!: number;

  @Column({ type: 'text', nullable: true })
  pdfObject!: string | null;

  @Column({ type: 'bigint', nullable: true, transformer: count })
  pdfBytes!: number | null;

  @Column({ type: 'integer' })
  templateVersion!: number;

  @Column({ type: 'boolean' })
  agencyMaySee!: boolean;

  @Column({ type: 'uuid' })
  madeBy!: string;

  @Column({ type: 'text' })
  madeByName!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  madeAt!: string;
}
