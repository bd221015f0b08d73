import type { ProblemType } from '../alert/types.js';
import type { Answer } from './check-answer.js';

/** What is said of several like alerts together; an amount is each one's own. */
export type SharedAnswer = Omit<Answer, 'confirmedAmount' | 'recoveredAmount'>;

/** What is said of one of them only: it goes before what is said of all. */
export type OwnAnswer = {
  [Key in Exclude<keyof Answer, 'problemType'>]?: Answer[Key] | undefined;
};

/** 数据质量: a correction is of one record, so that it is never said of several. */
export const mayAnswerTogether = (problemType: ProblemType): boolean => problemType !== 'P1';

/** The answer to one of several alerts that are answered together; it is held to what every answer needs. */
export function answerOfEach(shared: SharedAnswer, own: OwnAnswer = {}): Answer {
  return {
    problemType: shared.problemType,
    explanation: own.explanation?.trim() || shared.explanation,
    fields: { ...(mayAnswerTogether(shared.problemType) ? shared.fields : {}), ...own.fields },
    confirmedAmount: own.confirmedAmount ?? null,
    recoveredAmount: own.recoveredAmount ?? null,
    attachments: [...new Set([...shared.attachments, ...(own.attachments ?? [])])],
  };
}
