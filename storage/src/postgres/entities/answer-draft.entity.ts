import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant } from '../column-values.js';

@Entity({ schema: 'fundwatch', name: 'answer_draft' })
export class AnswerDraftRow {
  @PrimaryColumn({ type: 'uuid' })
  alertId!: string;

  @PrimaryColumn({ type: 'uuid' })
  account!: string;

  @Column({ type: 'jsonb' })
  body!: Record<string, unknown>;

  @Column({ type: 'timestamptz', transformer: instant })
  savedAt!: string;
}
