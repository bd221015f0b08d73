import { Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'fundwatch', name: 'evaluation_input' })
export class EvaluationInputRow {
  @PrimaryColumn({ type: 'uuid' })
  evaluationId!: string;

  @PrimaryColumn({ type: 'uuid' })
  submissionId!: string;
}
