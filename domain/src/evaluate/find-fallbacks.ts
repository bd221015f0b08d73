import type { AcceptedSubmission, TableFallback } from './decide-scopes.js';

/**
 * For every accepted package of M that lawfully lacks a full table: the latest earlier package of the same agency,
 * line and dataset that has it. This is what a fact run reads in its place; without any earlier one there is nothing.
 */
export function findFallbacks(options: {
  period: string;
  accepted: readonly AcceptedSubmission[];
  /** Full tables of each dataset. */
  fullTables: ReadonlyMap<string, readonly string[]>;
}): TableFallback[] {
  return options.accepted
    .filter(({ period }) => period === options.period)
    .flatMap((submission) =>
      (options.fullTables.get(submission.dataset) ?? [])
        .filter((table) => !submission.tables.includes(table))
        .flatMap((table) => {
          const from = latestEarlierWith(options.accepted, submission, options.period, table);
          return from ? [{ table, agency: submission.agency, line: submission.line, from }] : [];
        }),
    );
}

/** The latest period before M in which the same agency, line and dataset brought a table. */
export function latestEarlierWith(
  accepted: readonly AcceptedSubmission[],
  owner: Omit<AcceptedSubmission, 'period' | 'tables'>,
  period: string,
  table: string,
): string | undefined {
  return accepted
    .filter((one) => one.agency === owner.agency && one.line === owner.line && one.dataset === owner.dataset)
    .filter((one) => one.period < period && one.tables.includes(table))
    .map((one) => one.period)
    .sort()
    .at(-1);
}
