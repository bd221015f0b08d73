import type { AlertState, ProblemType } from './types.js';

/**
 * What became of a past alert: judged `real` (closed P5–P8), judged normal or `false` (closed P1–P4, P9, P10), `dismissed` by an
 * officer before it was sent, still `open`, or closed as `other` (P11).
 */
export const alertJudgements = ['real', 'false', 'dismissed', 'open', 'other'] as const;
export type AlertJudgement = (typeof alertJudgements)[number];

const byProblem: Readonly<Record<ProblemType, AlertJudgement>> = {
  P1: 'false',
  P2: 'false',
  P3: 'false',
  P4: 'false',
  P5: 'real',
  P6: 'real',
  P7: 'real',
  P8: 'real',
  P9: 'false',
  P10: 'false',
  P11: 'other',
};

/** Null: taken back by newer data; nobody had to judge it. */
export function judgementOf(state: AlertState, problemType: ProblemType | null): AlertJudgement | null {
  if (state === 'withdrawn') return null;
  if (state === 'dismissed') return 'dismissed';
  if (state !== 'closed') return 'open';
  return problemType ? byProblem[problemType] : 'other';
}

/** Past alerts by what became of them, and how many of them a version would not find again. */
export type JudgedAlerts = Record<AlertJudgement, { alerts: number; lost: number }>;

/** Adds up groups of alerts of the same state and problem type. */
export function sumJudgedAlerts(
  groups: readonly { state: AlertState; problemType: ProblemType | null; alerts: number; lost: number }[],
): JudgedAlerts {
  const sum = Object.fromEntries(alertJudgements.map((one) => [one, { alerts: 0, lost: 0 }])) as JudgedAlerts;
  for (const { state, problemType, alerts, lost } of groups) {
    const judgement = judgementOf(state, problemType);
    if (!judgement) continue;
    sum[judgement].alerts += alerts;
    sum[judgement].lost += lost;
  }
  return sum;
}
