import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'major_matter' })
export class MajorMatterRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  number!: string;

  @Column({ type: 'uuid' })
  caseId!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'text' })
  suspicion!: string;

  @Column({ type: 'text' })
  tier!: string;

  @Column({ type: 'numeric', precision: 38, scale: 2, nullable: true })
  amount!: string | null;

  @Column({ type: 'boolean' })
  investigated!: boolean;

  @Column({ type: 'text' })
  report!: string;

  @Column({ type: 'uuid' })
  openedBy!: string;

  @Column({ type: 'timestamptz', transformer: instant })
  openedAt!: string;

  @Column({ type: 'uuid', nullable: true })
  signedBy!: string | null;

  @Column({ type: 'timestamptz', nullable: true, transformer: instant })
  signedAt!: string | null;

  @Column({ type: 'text', nullable: true })
  reportedTo!: string | null;

  @Column({ type: 'text', nullable: true })
  reportNumber!: string | null;

  @Column({ type: 'date', nullable: true })
  reportedOn!: string | null;
}
