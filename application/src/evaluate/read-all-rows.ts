import type { Repositories, StoredHit } from '@fundwatch/storage';

/** Everything that these indicators returned in a run: hits, and what they could not decide. */
export async function readAllRows(
  { evaluations }: Pick<Repositories, 'evaluations'>,
  evaluationId: string,
  indicators: Iterable<string>,
): Promise<StoredHit[]> {
  const rows: StoredHit[] = [];
  for (const indicator of indicators)
    for (const verdict of ['hit', 'cannot_decide'] as const)
      rows.push(...(await evaluations.hitsOf(evaluationId, indicator, verdict)));
  return rows;
}
