import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'fundwatch', name: 'restatement_difference' })
export class RestatementDifferenceRow {
  @PrimaryColumn({ type: 'uuid' })
  evaluationId!: string;

  @PrimaryColumn({ type: 'text' })
  indicator!: string;

  @PrimaryColumn({ type: 'text' })
  agency!: string;

  @PrimaryColumn({ type: 'text' })
  line!: string;

  @PrimaryColumn({ type: 'text' })
  subject!: string;

  @PrimaryColumn({ type: 'text' })
  hitKey!: string;

  @PrimaryColumn({ type: 'text' })
  verdict!: string;

  @Column({ type: 'text' })
  change!: string;

  @Column({ type: 'jsonb', nullable: true })
  before!: Record<string, unknown> | null;

  @Column({ type: 'jsonb', nullable: true })
  after!: Record<string, unknown> | null;
}
