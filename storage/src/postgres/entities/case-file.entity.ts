import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'case_file' })
export class CaseFileRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  number!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  summary!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'uuid' })
  openedBy!: string;

  @Column({ type: 'uuid' })
  officer!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  openedAt!: string;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  closedAt!: string | null;

  @Column({ type: 'numeric', precision: 38, scale: 2, nullable: true })
  statedLoss!: string | null;

  @Column({ type: 'text', nullable: true })
  lossReason!: string | null;

  @Column({ type: 'date', nullable: true })
  investigationOn!: string | null;

  @Column({ type: 'text', nullable: true })
  investigationBody!: string | null;
}
