import { compareHits } from '@fundwatch/domain/evaluate';
import type { Evaluation, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { readFrozenHits } from './frozen-month.js';
import { readAllRows } from './read-all-rows.js';

/** Keeps what a run of a closed month found otherwise than the close, for the indicators that it could run. */
export async function compareWithClose(
  app: Application,
  { monthCloses, evaluations }: Repositories,
  run: Evaluation,
): Promise<void> {
  const close = run.monthCloseId && (await monthCloses.get(run.monthCloseId));
  if (!close) return;
  const done = (await evaluations.indicatorsOf(run.id)).filter(({ state }) => state === 'done');
  const codes = new Set(done.map(({ indicator }) => indicator));
  const after = await readAllRows({ evaluations }, run.id, codes);
  const before = (await readFrozenHits(app, close)).filter(({ indicator }) => codes.has(indicator));
  await monthCloses.replaceDifferences(run.id, compareHits(before, after));
}
