import type { Indicator } from '@fundwatch/indicators';
import type { Evaluation, MonthClose, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { readIndicatorsInForce } from '../tuning/read-in-force.js';
import { readFrozenIndicators } from './frozen-month.js';

/** The indicators that a new run of a period uses: of an open month those in force, of a closed one those it was closed with. */
export interface MonthIndicators {
  close: MonthClose | null;
  indicators: ReadonlyMap<string, Indicator>;
}

export async function indicatorsOfMonth(
  app: Application,
  repositories: Repositories,
  period: string,
): Promise<MonthIndicators> {
  const close = await repositories.monthCloses.closed(period);
  const indicators = close ? await readFrozenIndicators(app, close) : await readIndicatorsInForce(app, repositories);
  return { close, indicators };
}

type Run = Pick<Evaluation, 'id' | 'monthCloseId'>;

/** The indicators of a run that stands already, as it was requested with them, whatever came into force since; by code. */
export async function indicatorsOfRun(
  app: Application,
  repositories: Repositories,
  run: Run,
): Promise<Map<string, Indicator>> {
  const kept = (await repositories.indicatorDefinitions.ofRun(run.id)) as Map<string, Indicator>;
  const ran = await repositories.evaluations.indicatorsOf(run.id);
  const older = ran.some(({ indicator }) => !kept.has(indicator)) ? await beforeKeeping(app, repositories, run) : null;
  return new Map(
    ran.flatMap(({ indicator: code }) => {
      const indicator = kept.get(code) ?? older?.get(code);
      return indicator ? [[code, indicator] as const] : [];
    }),
  );
}

/** One of them; undefined when it was not asked for, or nothing is known of it any more. */
export async function indicatorOfRun(
  app: Application,
  repositories: Repositories,
  run: Run,
  code: string,
): Promise<Indicator | undefined> {
  const kept = (await repositories.indicatorDefinitions.ofRun(run.id, code)).get(code) as Indicator | undefined;
  return kept ?? (await beforeKeeping(app, repositories, run)).get(code);
}

/** What a run from before definitions were kept used: the frozen ones of its month, or the delivered ones. */
async function beforeKeeping(
  app: Application,
  { monthCloses }: Repositories,
  run: Run,
): Promise<ReadonlyMap<string, Indicator>> {
  const close = run.monthCloseId && (await monthCloses.get(run.monthCloseId));
  return close ? readFrozenIndicators(app, close) : app.catalogue;
}
