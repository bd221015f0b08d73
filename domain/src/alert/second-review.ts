import type { Alert, AlertSettings } from './alert.js';

/**
 * Whether another officer has to look at this answer before the alert is closed: a set share of the answers P4, the same
 * ones whenever and by whomever it is asked, so that nobody picks them.
 */
export function needsSecondReview(
  alert: Pick<Alert, 'number' | 'answerRound' | 'problemType'>,
  { secondReviewPercent }: Pick<AlertSettings, 'secondReviewPercent'>,
): boolean {
  return alert.problemType === 'P4' && drawOf(`${alert.number}/${alert.answerRound}`) < secondReviewPercent;
}

/** A number from 0 to 99 that only the text decides (FNV-1a). */
function drawOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ sign.codePointAt(0)!, 0x01000193) >>> 0;
  return ((hash ^ (hash >>> 15)) >>> 0) % 100;
}

/** What accepting an answer comes to: it is closed, or put up for another officer where it was drawn. */
export function closingCommand(
  alert: Pick<Alert, 'number' | 'answerRound' | 'problemType' | 'state'>,
  settings: Pick<AlertSettings, 'secondReviewPercent'>,
): 'close' | 'submit_for_second_review' {
  return alert.state === 'answered' && needsSecondReview(alert, settings) ? 'submit_for_second_review' : 'close';
}
