import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { ListedBranch, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { pageOf, readCursor, type KeyPart, type Place } from '../paging/cursor.js';
import { readBusinessDay, type BusinessDay } from './business-day.js';
import { viewAlertRow } from './view-alert-row.js';
import { viewBranch } from './view-branch.js';

type BranchPage = ReplyOf<typeof routes.listConsultations>;
interface PageInput {
  cursor?: string | undefined;
  limit: number;
}
interface Found {
  rows: ListedBranch[];
  total: number;
}

/** What a department is asked, the earliest date first; the office sees those of all. @throws DomainError CURSOR_INVALID */
export function listConsultations(
  app: Application,
  context: RequestContext,
  input: PageInput & { state: 'open' | 'ended' },
): Promise<BranchPage> {
  const { actor, scope } = context;
  const department = scope === 'all' || actor.kind !== 'user' ? null : actor.organisation;
  return readPage(app, context, input, ['day', 'instant', 'uuid'], ({ branches }, place) =>
    branches.consultations({ department, open: input.state === 'open' }, place.after, input.limit + 1),
  );
}

async function readPage(
  app: Application,
  context: RequestContext,
  input: PageInput,
  parts: readonly KeyPart[],
  find: (repositories: Repositories, place: Place) => Promise<Found>,
): Promise<BranchPage> {
  const day = await readBusinessDay(app);
  const place = readCursor(input.cursor, day.now, parts);
  return app.database.withContext(context, async (repositories) => {
    const { rows, total } = await find(repositories, place);
    const show = await showRows(app, context, repositories, rows, day);
    return pageOf(rows, input.limit, place, total, (row) => row.key, show);
  });
}

async function showRows(
  app: Application,
  context: RequestContext,
  { alertReading, branches }: Repositories,
  rows: readonly ListedBranch[],
  day: BusinessDay,
): Promise<(row: ListedBranch) => BranchPage['items'][number]> {
  const alerts = await alertReading.byIds(rows.map(({ alertId }) => alertId));
  const attachments = await branches.attachmentsOf(rows.map(({ id }) => id));
  return (row) => ({
    branch: viewBranch(context, row, attachments, day),
    alert: viewAlertRow(app, context, alerts.get(row.alertId)!, day),
  });
}
