import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'fundwatch', name: 'expected_submission' })
export class ExpectedSubmissionRow {
  @PrimaryColumn({ type: 'text' })
  agency!: string;

  @PrimaryColumn({ type: 'text' })
  line!: string;

  @PrimaryColumn({ type: 'text' })
  dataset!: string;

  @PrimaryColumn({ type: 'text' })
  validFrom!: string;

  @Column({ type: 'text', nullable: true })
  validTo!: string | null;

  @Column({ type: 'text', array: true })
  mayLack!: string[];
}
