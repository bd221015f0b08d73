import { isArrivalFact, type ArrivalFact, type FactKind } from '@fundwatch/domain/accountability';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { shanghaiDayOf } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { AccountabilityFact, AccountabilityFactFilter, Repositories } from '@fundwatch/storage';
import { readBusinessDay, type BusinessDay } from '../alert/business-day.js';
import { titleOf } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';
import { filterOfMonths, readArrivalFacts, type AskedMonths } from './read-months.js';

export type FactView = ReplyOf<typeof routes.listAccountabilityFacts>['items'][number];

export interface FactsQuery extends AskedMonths {
  kind: FactKind;
  agency?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/**
 * The submissions or alerts behind one figure, the latest first: as many as the figure says.
 * @throws DomainError REQUEST_INVALID, NOT_ALLOWED, CURSOR_INVALID
 */
export async function listAccountabilityFacts(
  app: Application,
  context: RequestContext,
  { kind, cursor, limit, ...asked }: FactsQuery,
): Promise<ReplyOf<typeof routes.listAccountabilityFacts>> {
  const day = await readBusinessDay(app);
  const place = readCursor(cursor, day.now, ['day', 'text']);
  const filter = await filterOfMonths(app, context, asked, day);
  return app.database.withContext(context, async (repositories) => {
    const { rows, total } = await readFacts(repositories, kind, filter, day, place.after, limit + 1);
    const names = await namesOf(repositories);
    return pageOf(
      rows,
      limit,
      place,
      total,
      ({ on, key }) => [on, key],
      (one) => viewFact(app, kind, one, names),
    );
  });
}

/** Facts of one kind from a place on, and how many there are in all. */
export async function readFacts(
  repositories: Repositories,
  kind: FactKind,
  filter: AccountabilityFactFilter,
  day: BusinessDay,
  after: readonly unknown[] | null,
  limit: number,
): Promise<{ rows: AccountabilityFact[]; total: number }> {
  const { accountabilityFacts } = repositories;
  if (!isArrivalFact(kind))
    return {
      rows: await accountabilityFacts.list(kind, filter, after, limit),
      total: await accountabilityFacts.count(kind, filter),
    };
  const { facts } = await readArrivalFacts(repositories, filter, day);
  const all = facts
    .filter((fact) => fact.kind === kind)
    .map(asFact)
    .sort((a, b) => compare(b.on, a.on) || compare(a.key, b.key));
  const [on, key] = (after ?? []) as [string?, string?];
  const rest = on === undefined ? all : all.filter((one) => one.on < on || (one.on === on && one.key > key!));
  return { rows: rest.slice(0, limit), total: all.length };
}

export async function namesOf({ organisations }: Repositories): Promise<ReadonlyMap<string, string>> {
  return new Map((await organisations.list()).map(({ code, name }) => [code, name]));
}

/** A fact as lists and the export show it. */
export function viewFact(
  app: Application,
  kind: FactKind,
  fact: AccountabilityFact,
  names: ReadonlyMap<string, string>,
): FactView {
  const { key, agency, line, on, dueOn, doneOn, round, errors, firstAmount, laterAmount } = fact;
  return {
    key,
    kind,
    agency: { code: agency, name: names.get(agency) ?? agency },
    line,
    on,
    submission:
      fact.dataset === null
        ? null
        : {
            id: fact.submissionId,
            dataset: fact.dataset as NonNullable<FactView['submission']>['dataset'],
            period: fact.period!,
            version: fact.version,
          },
    alert:
      fact.alertId === null
        ? null
        : { id: fact.alertId, number: fact.alertNumber!, title: { ...titleOf(app, fact.indicator!, fact.title) } },
    dueOn,
    doneOn,
    round,
    errors,
    firstAmount,
    laterAmount,
  };
}

function asFact(one: ArrivalFact): AccountabilityFact {
  const { agency, line, dataset, period, dueOn, submissionId, version, arrivedAt } = one;
  return {
    key: [period, agency, line, dataset].join('/'),
    agency,
    line,
    on: dueOn,
    submissionId,
    dataset,
    period,
    version,
    alertId: null,
    alertNumber: null,
    indicator: null,
    title: null,
    dueOn,
    doneOn: one.kind === 'submission_late' && arrivedAt !== null ? shanghaiDayOf(arrivedAt) : null,
    round: null,
    errors: null,
    firstAmount: null,
    laterAmount: null,
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
