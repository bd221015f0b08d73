import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import { reportRange, type ReportKind } from '@fundwatch/domain/report';
import { readBusinessDay } from '../alert/business-day.js';
import type { Application } from '../application.js';
import { issuerOf, madeByOf } from '../documents/gather-facts.js';
import { computeReport } from './compute-report.js';

export interface ReportRequest {
  kind: ReportKind;
  from: string;
  to?: string | undefined;
}

/** A report with what its head says. @throws DomainError PERIOD_INVALID */
export async function getReport(
  app: Application,
  context: RequestContext,
  { kind, from, to }: ReportRequest,
): Promise<ReplyOf<typeof routes.getReport>> {
  const range = reportRange(kind, from, to ?? null);
  const day = await readBusinessDay(app);
  return app.database.withContext(context, async (repositories) => ({
    kind,
    office: await issuerOf(repositories),
    madeBy: madeByOf(context),
    ...(await computeReport(app, repositories, day, { kind, range })),
  }));
}
