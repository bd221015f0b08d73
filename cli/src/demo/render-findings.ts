import type { ExpectedFindings } from './expected-findings.js';

/** The planted list as JSON lines: hits and undecidable rows, near misses, what is withdrawn and what is not evaluated. */
export function renderFindings({ hits, nearMisses, withdrawn, notEvaluated }: ExpectedFindings): string {
  const rows = [
    ...hits.map((row) => ({ expect: row.verdict, ...row })),
    ...nearMisses.map((row) => ({ expect: 'quiet', ...row })),
    ...withdrawn.map((row) => ({ expect: 'withdrawn', ...row })),
    ...notEvaluated.map((row) => ({ expect: 'not_evaluated', ...row })),
  ];
  return rows.map((row) => JSON.stringify(row) + '\n').join('');
}
