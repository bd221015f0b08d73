import { DomainError } from '@fundwatch/domain';
import { shortDecimal } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { shanghaiDayOf, submissionDueIn, submissionLockedIn } from '@fundwatch/domain/calendar';
import type { Dataset } from '@fundwatch/domain/collect';
import { findCloseObstacle, type KeptHit } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Indicator } from '@fundwatch/indicators';
import type { MonthClose, MonthCloseVerification, Repositories } from '@fundwatch/storage';
import { maskEvidence } from '../alert/show-evidence.js';
import { titleOf } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';
import { readFrozenHits, readFrozenIndicators, readFrozenInputs } from './frozen-month.js';
import { indicatorsOfRun } from './indicators-of-month.js';
import { readMonthToClose } from './read-month-to-close.js';

export type MonthCloseView = ReplyOf<typeof routes.proposeMonthClose>;
type Standing = ReplyOf<typeof routes.listMonthStandings>['months'][number];
type Difference = ReplyOf<typeof routes.listRestatementDifferences>['items'][number];

/** Months that are looked at: two years and the one at work. */
const SHOWN_MONTHS = 25;

/** Every month with how far its close is, latest first. */
export async function listMonthStandings(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listMonthStandings>> {
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const periods = (await repositories.evaluations.evaluatedPeriods()).reverse().slice(0, SHOWN_MONTHS);
    const months: Standing[] = [];
    for (const period of periods) months.push(await viewStanding(app, context, repositories, period, now));
    return { months };
  });
}

const unasked = { active: false, finished: true, undone: [], stale: [], unchecked: [] };

async function viewStanding(
  app: Application,
  context: RequestContext,
  repositories: Repositories,
  period: string,
  now: string,
): Promise<Standing> {
  const standing = await repositories.monthCloses.standing(period);
  const terms = await app.terms();
  const lockOn = submissionLockedIn(terms, period);
  const locked = lockOn !== null && shanghaiDayOf(now) > lockOn;
  // What a run would read now is asked only where it decides.
  const obstacle =
    standing || !locked
      ? findCloseObstacle({ period, today: shanghaiDayOf(now), lockOn, standing: null, run: unasked })
      : findCloseObstacle((await readMonthToClose(app, repositories, period, now)).month);
  const last = await repositories.evaluations.latestFinished(period);
  const restatements =
    standing?.state === 'closed' ? (await repositories.monthCloses.restatementsOf(standing.id)).length : 0;
  return {
    period,
    dueOn: submissionDueIn(terms, period),
    lockOn,
    locked,
    current: standing && viewMonthClose(standing, context),
    lastRun: last?.finishedAt ? { evaluationId: last.id, runNo: last.runNo, finishedAt: last.finishedAt } : null,
    obstacle: standing || !obstacle ? null : { code: obstacle.code, details: obstacle.details },
    restatements,
  };
}

/** One close: what was frozen, re-runs and restatements. @throws DomainError NOT_FOUND */
export async function getMonthClose(
  app: Application,
  context: RequestContext,
  { monthCloseId }: { monthCloseId: string },
): Promise<ReplyOf<typeof routes.getMonthClose>> {
  const found = await app.database.withContext(context, async ({ monthCloses, organisations }) => {
    const close = await monthCloses.get(monthCloseId);
    if (!close) throw new DomainError('NOT_FOUND', { monthClose: monthCloseId });
    return {
      close,
      verifications: await monthCloses.verificationsOf(close.id),
      restatements: await monthCloses.restatementsOf(close.id),
      names: new Map((await organisations.list()).map(({ code, name }) => [code, name])),
    };
  });
  const { close, names } = found;
  const inputs = await readFrozenInputs(app, close);
  const hits = countByIndicator(await readFrozenHits(app, close));
  return {
    ...viewMonthClose(close, context),
    frozenSubmissions: inputs.submissions.map(({ id, agency, dataset, ...one }) => ({
      ...one,
      submissionId: id,
      dataset: dataset as Dataset,
      agency: { code: agency, name: names.get(agency) ?? agency },
    })),
    frozenIndicators: [...(await readFrozenIndicators(app, close)).values()].map(({ code, title, version, hash }) => ({
      code,
      title,
      version,
      hash,
      hits: hits.get(code) ?? 0,
    })),
    verifications: found.verifications.map(viewVerification),
    restatements: found.restatements.map(({ trigger: _, ...one }) => one),
  };
}

/** What a restated run found otherwise, personal columns masked. @throws DomainError CURSOR_INVALID */
export async function listRestatementDifferences(
  app: Application,
  context: RequestContext,
  input: { evaluationId: string; cursor?: string | undefined; limit: number },
): Promise<ReplyOf<typeof routes.listRestatementDifferences>> {
  const place = readCursor(input.cursor, await app.clock.now(), ['text', 'text', 'text', 'text', 'text', 'text']);
  const { rows, total, definitions } = await app.database.withContext(context, async (repositories) => {
    const { monthCloses, evaluations } = repositories;
    const run = await evaluations.get(input.evaluationId);
    return {
      rows: await monthCloses.differencesOf(input.evaluationId, place.after, input.limit + 1),
      total: await monthCloses.countDifferences(input.evaluationId),
      definitions: run ? await indicatorsOfRun(app, repositories, run) : new Map<string, Indicator>(),
    };
  });
  return pageOf(
    rows,
    input.limit,
    place,
    total,
    ({ before, after }) => {
      const hit = (after ?? before)!;
      return [hit.indicator, hit.agency, hit.line, hit.subject, hit.hitKey, hit.verdict];
    },
    ({ change, before, after, agencyName }): Difference => {
      const { indicator, agency, line, subject, hitKey, verdict } = (after ?? before)!;
      return {
        change,
        indicator,
        title: titleOf(app, indicator, definitions.get(indicator)?.title),
        agency: { code: agency, name: agencyName },
        line,
        subject,
        hitKey,
        verdict,
        before: before && viewFigures(definitions.get(indicator), before),
        after: after && viewFigures(definitions.get(indicator), after),
      };
    },
  );
}

/** A close as the API shows it to this person. */
export function viewMonthClose(close: MonthClose, { actor, roles }: RequestContext): MonthCloseView {
  const own = actor.kind === 'user' && actor.userId === close.proposedBy;
  const open = close.state === 'proposed';
  const decides = roles.includes('supervision_head') || roles.includes('bureau_leader');
  const { proposedByName, decidedByName, hitsObject } = close;
  return {
    id: close.id,
    period: close.period,
    state: close.state,
    runNo: close.runNo,
    evaluationId: close.evaluationId,
    asOf: close.asOf,
    calendarVersion: close.calendarVersion,
    hitsSha256: hitsObject,
    submissions: close.submissions,
    files: close.files,
    indicators: close.indicators,
    hits: close.hits,
    note: close.note,
    proposedBy: proposedByName,
    proposedAt: close.proposedAt,
    decidedBy: decidedByName,
    decidedAt: close.decidedAt,
    decisionReason: close.decisionReason,
    mayDecide: open && decides && !own,
    mayWithdraw: open && own,
  };
}

function viewVerification({ monthCloseId: _, requestedByName, ...one }: MonthCloseVerification) {
  return { ...one, requestedBy: requestedByName };
}

function viewFigures(definition: Indicator | undefined, hit: KeptHit): Difference['before'] {
  const { firstPeriod, observed, threshold, amount, severity, missing, evidence } = hit;
  return {
    firstPeriod,
    observed: shortDecimal(observed),
    threshold: shortDecimal(threshold),
    amount,
    severity,
    missing,
    evidence: maskEvidence(definition, evidence),
  };
}

function countByIndicator(hits: readonly KeptHit[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { indicator } of hits) counts.set(indicator, (counts.get(indicator) ?? 0) + 1);
  return counts;
}
