import type { Indicator } from '@fundwatch/indicators';
import type { MonthClose, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { readFrozenIndicators } from './frozen-month.js';

/** The indicators that a run of a period uses: of an open month the active ones, of a closed one those it was closed with. */
export interface MonthIndicators {
  close: MonthClose | null;
  indicators: ReadonlyMap<string, Indicator>;
}

export async function indicatorsOfMonth(
  app: Application,
  { monthCloses }: Repositories,
  period: string,
): Promise<MonthIndicators> {
  const close = await monthCloses.closed(period);
  return { close, indicators: close ? await readFrozenIndicators(app, close) : app.catalogue };
}

/** The indicators of a run that stands already. */
export async function indicatorsOfRun(
  app: Application,
  { monthCloses }: Repositories,
  run: { monthCloseId: string | null },
): Promise<ReadonlyMap<string, Indicator>> {
  const close = run.monthCloseId && (await monthCloses.get(run.monthCloseId));
  return close ? readFrozenIndicators(app, close) : app.catalogue;
}
