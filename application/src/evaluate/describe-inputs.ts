import { createHash } from 'node:crypto';
import { periodsBack } from '@fundwatch/domain/calendar';
import type { Indicator } from '@fundwatch/indicators';
import type { Repositories } from '@fundwatch/storage';

/** What a run of a period reads, as a list of hashes: equal hashes give equal hits. */
export interface EvaluationInputs {
  submissionIds: string[];
  /** sha256 over everything, lower-case hex. */
  hash: string;
  /** The same per indicator, over only what that indicator reads. */
  byIndicator: Map<string, string>;
}

/** The packages that an indicator of the list looks back on at most, M included. */
export function longestLookBack(indicators: readonly Indicator[]): number {
  return Math.max(1, ...indicators.flatMap(({ needs }) => needs.map((need) => ('system' in need ? 1 : need.lookBack))));
}

/** Collects the counting submissions and system rows that a run of `period` reads, and hashes them. */
export async function describeInputs(
  repositories: Repositories,
  period: string,
  indicators: readonly Indicator[],
  run: { asOf: string; calendarVersion: string },
): Promise<EvaluationInputs> {
  const periods = periodsBack(period, longestLookBack(indicators));
  const submissions = await repositories.factFiles.countingSubmissions(periods);
  const system = {
    submission: await repositories.factFiles.submissionRecords(period),
    expected_submission: await repositories.expectedSubmissions.expectedIn(period),
    submission_check: await repositories.factFiles.checkRecords(period),
    working_day: run.calendarVersion,
  };
  const byIndicator = new Map(
    indicators.map((indicator) => {
      const parts: unknown[] = [indicator.hash, system.expected_submission, run.calendarVersion];
      if (indicator.readsAsOf) parts.push(run.asOf);
      for (const need of indicator.needs) {
        if ('system' in need) {
          parts.push(need.system.map((table) => system[table]));
        } else {
          // Earlier packages than the look-back count too: a full table that M lawfully lacks falls back to them.
          parts.push(
            submissions
              .filter((one) => one.dataset === need.dataset)
              .map((one) => [one.agency, one.line, one.period, one.version, one.contentHash]),
          );
        }
      }
      return [indicator.code, sha256(parts)] as const;
    }),
  );
  return {
    submissionIds: submissions.map(({ id }) => id),
    hash: sha256([...byIndicator.entries()]),
    byIndicator,
  };
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
