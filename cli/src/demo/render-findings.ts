import type { ExpectedFindings } from './expected-findings.js';

/** The planted list as JSON lines: hits and undecidable rows, near misses, broken and repaired rules, what is withdrawn and what is not evaluated. */
export function renderFindings(findings: ExpectedFindings): string {
  const { hits, nearMisses, brokenRules, repairedRules, withdrawn, notEvaluated } = findings;
  const rows = [
    ...hits.map((row) => ({ expect: row.verdict, ...row })),
    ...nearMisses.map((row) => ({ expect: 'quiet', ...row })),
    ...brokenRules.map((row) => ({ expect: 'broken', ...row })),
    ...repairedRules.map((row) => ({ expect: 'repaired', ...row })),
    ...withdrawn.map((row) => ({ expect: 'withdrawn', ...row })),
    ...notEvaluated.map((row) => ({ expect: 'not_evaluated', ...row })),
  ];
  return rows.map((row) => JSON.stringify(row) + '\n').join('');
}
