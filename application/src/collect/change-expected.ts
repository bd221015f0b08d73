import { DomainError } from '@fundwatch/domain';
import type { BodyOf, ReplyOf, routes } from '@fundwatch/domain/api';
import { addPeriods, periodOf, periodsBack, shanghaiDayOf } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { ExpectedSubmission, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { checkExpectedList } from './check-expected-list.js';
import { rollBack } from './roll-back.js';

export type ExpectedChange = BodyOf<typeof routes.changeExpected>['change'];
type Effect = ReplyOf<typeof routes.previewExpected>;

/** Periods that an effect is shown for: the last thirteen and so many ahead. */
const BACK = 13;
const AHEAD = 2;

/** The list of expected submissions and the agencies' dates, as far as this person may see them. */
export async function listExpected(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listExpected>> {
  const own = context.scope.startsWith('agency:') ? context.scope.slice('agency:'.length) : null;
  const isOwn = (agency: string) => own === null || agency === own;
  return app.database.withContext(context, async ({ expectedSubmissions, organisations }) => {
    const lines = await expectedSubmissions.list();
    return {
      listKnown: lines.length > 0,
      lines: lines.filter(({ agency }) => isOwn(agency)) as ReplyOf<typeof routes.listExpected>['lines'],
      agencies: (await organisations.agencies()).filter(({ code }) => isOwn(code)),
    };
  });
}

/**
 * Changes what is expected, with a reason that the audit keeps.
 * @throws DomainError EXPECTED_LIST_INVALID (every problem), NOT_FOUND for a line or an agency that is not there
 */
export async function changeExpected(
  app: Application,
  context: RequestContext,
  input: { change: ExpectedChange; reason: string },
): Promise<Effect> {
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const { effect, before, after } = await apply(repositories, input.change, now);
    await repositories.audit.append({
      action: `expected_submission.${input.change.kind}`,
      target: { kind: 'expected_submission', id: targetOf(input.change) },
      businessAt: now,
      reason: input.reason,
      details: { before, after, lines: effect.lines },
    });
    return effect;
  });
}

/** What the change would do to the denominators; nothing is written. @throws as `changeExpected` */
export async function previewExpected(
  app: Application,
  context: RequestContext,
  input: { change: ExpectedChange },
): Promise<Effect> {
  const now = await app.clock.now();
  return rollBack(app.database, context, async (repositories) => (await apply(repositories, input.change, now)).effect);
}

function targetOf(change: ExpectedChange): string {
  switch (change.kind) {
    case 'line':
      return [change.line.agency, change.line.line, change.line.dataset, change.line.validFrom].join('/');
    case 'remove':
      return [change.key.agency, change.key.line, change.key.dataset, change.key.validFrom].join('/');
    case 'dates':
      return change.agency;
    default:
      return 'list';
  }
}

async function apply(
  repositories: Repositories,
  change: ExpectedChange,
  now: string,
): Promise<{ effect: Effect; before: unknown; after: unknown }> {
  const { expectedSubmissions } = repositories;
  await expectedSubmissions.lock();
  const current = addPeriods(periodOf(shanghaiDayOf(now)), -1);
  const periods = periodsBack(addPeriods(current, AHEAD), BACK + AHEAD);
  const count = async () => {
    const counts: number[] = [];
    for (const period of periods) counts.push((await expectedSubmissions.expectedIn(period)).rows.length);
    return counts;
  };
  const was = await count();
  const { before, after } =
    change.kind === 'dates' ? await changeDates(repositories, change) : await changeList(repositories, change, current);
  const is = await count();
  return {
    before,
    after,
    effect: {
      lines: (await expectedSubmissions.list()).length,
      periods: periods.flatMap((period, index) =>
        was[index] === is[index] ? [] : [{ period, before: was[index]!, after: is[index]! }],
      ),
    },
  };
}

async function changeDates(
  { organisations }: Repositories,
  { agency, openedOn, closedOn }: Extract<ExpectedChange, { kind: 'dates' }>,
) {
  if (openedOn !== null && closedOn !== null && closedOn < openedOn) {
    throw new DomainError('EXPECTED_LIST_INVALID', {
      problems: [{ where: agency, problem: 'closed before it opened' }],
    });
  }
  const before = (await organisations.agencies()).find(({ code }) => code === agency) ?? null;
  const after = await organisations.setDates(agency, openedOn, closedOn);
  if (!after) throw new DomainError('NOT_FOUND', { agency });
  return { before, after };
}

const keyOf = (one: Pick<ExpectedSubmission, 'agency' | 'line' | 'dataset' | 'validFrom'>) =>
  [one.agency, one.line, one.dataset, one.validFrom].join('|');

async function changeList(
  { expectedSubmissions }: Repositories,
  change: Exclude<ExpectedChange, { kind: 'dates' }>,
  current: string,
) {
  const list = await expectedSubmissions.list();
  switch (change.kind) {
    case 'list': {
      await expectedSubmissions.replaceAll(checkExpectedList(change.list));
      return { before: { lines: list.length }, after: null };
    }
    case 'adopt': {
      const { rows } = await expectedSubmissions.expectedIn(addPeriods(current, 1));
      await expectedSubmissions.replaceAll(
        checkExpectedList(rows.map((row) => ({ ...row, validFrom: change.validFrom, validTo: null }))),
      );
      return { before: { lines: list.length }, after: null };
    }
    case 'line': {
      const others = list.filter((one) => keyOf(one) !== keyOf(change.line));
      const before = list.find((one) => keyOf(one) === keyOf(change.line)) ?? null;
      await expectedSubmissions.replaceAll(checkExpectedList([...others, change.line]));
      return { before, after: change.line };
    }
    case 'remove': {
      const before = list.find((one) => keyOf(one) === keyOf(change.key));
      if (!before) throw new DomainError('NOT_FOUND', { line: keyOf(change.key) });
      const left = list.filter((one) => one !== before);
      // Without a list everything sent before is expected again: the last line is ended, not taken out.
      await expectedSubmissions.replaceAll(checkExpectedList(left));
      return { before, after: null };
    }
  }
}
