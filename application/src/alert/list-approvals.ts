import { approvalKindsOf, DomainError, type ApprovalKind } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { WaitingApproval } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';
import { hidesBaseline } from './hides-baseline.js';
import { readStandings, type IndicatorStanding } from '../tuning/read-in-force.js';
import { readLatestBackTests, type BackTestSummary } from '../tuning/read-latest-back-tests.js';

type ApprovalView = ReplyOf<typeof routes.listApprovals>['items'][number];

/**
 * What waits for this person's decision, the oldest first, and how much there is of each kind: only what his roles decide on, and
 * nothing that he proposed himself. @throws DomainError CURSOR_INVALID, NOT_ALLOWED
 */
export async function listApprovals(
  app: Application,
  context: RequestContext,
  input: { kind?: ApprovalKind | undefined; cursor?: string | undefined; limit: number },
): Promise<ReplyOf<typeof routes.listApprovals>> {
  const { actor, roles } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const place = readCursor(input.cursor, await app.clock.now(), ['instant', 'uuid']);
  const mine = {
    kinds: approvalKindsOf(roles),
    account: actor.userId,
    withoutBaseline: hidesBaseline(context),
  };
  const kinds = mine.kinds.filter((kind) => input.kind === undefined || kind === input.kind);
  return app.database.withContext(context, async (repositories) => {
    const counted = await repositories.approvals.count(mine);
    const rows = await repositories.approvals.list({ ...mine, kinds }, place.after, input.limit + 1);
    const versions = rows.filter(({ version }) => version !== null).map(({ id }) => id);
    const backTests = await readLatestBackTests(repositories, versions);
    const standings = await readStandings(app, repositories);
    const total = kinds.reduce((sum, kind) => sum + (counted.get(kind) ?? 0), 0);
    const page = pageOf(
      rows,
      input.limit,
      place,
      total,
      ({ proposedAt, id }) => [new Date(proposedAt).toISOString(), id],
      (row) => viewApproval(row, standings, backTests),
    );
    return { ...page, counts: Object.fromEntries(mine.kinds.map((kind) => [kind, counted.get(kind) ?? 0])) };
  });
}

function viewApproval(
  row: WaitingApproval,
  standings: ReadonlyMap<string, IndicatorStanding>,
  backTests: ReadonlyMap<string, BackTestSummary>,
): ApprovalView {
  const {
    kind,
    id,
    indicator,
    version,
    agency,
    line,
    subject,
    period,
    alertId,
    alertNumber,
    recordNumber,
    recordTitle,
    terms,
    reason,
    proposedByName,
    proposedAt,
  } = row;
  const title = row.title ?? standings.get(indicator ?? '')?.indicator.title;
  return {
    kind,
    id,
    indicator: indicator === null ? null : { code: indicator, title: title ?? { zh: indicator, en: indicator } },
    version,
    agency: agency === null ? null : { code: agency, name: row.agencyName ?? agency },
    line: line as ApprovalView['line'],
    subject,
    period,
    alert: alertId !== null && alertNumber !== null ? { id: alertId, number: alertNumber } : null,
    record: recordNumber === null ? null : { number: recordNumber, title: recordTitle ?? '' },
    terms: {
      from: textOf(terms['from']),
      until: textOf(terms['until']),
      addressee: textOf(terms['addressee']),
      place: textOf(terms['place']),
      amount: textOf(terms['amount']),
    },
    reason,
    proposedBy: proposedByName,
    proposedAt,
    backTest: backTests.get(id) ?? null,
  };
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
