import type { ProblemType } from '@fundwatch/domain/alert';
import { answerRequirements } from '@fundwatch/domain/feedback';
import { nameIn } from '../platform/i18n/i18n.js';

/** A problem type as people say it, with its code: `P5 经办差错`. */
export function problemName(type: ProblemType): string {
  return `${type} ${nameIn(answerRequirements[type])}`;
}
