import { DomainError } from '@fundwatch/domain';
import { availableMatterSteps, caseTransitions } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { supervisionRoles, type RequestContext } from '@fundwatch/domain/identity';
import { majorMatterTier } from '@fundwatch/domain/major-matter';
import type { CaseFilter, CaseRecord, CaseSuggestion, Repositories } from '@fundwatch/storage';
import { commanderOf } from '../alert/command-alert.js';
import { readBusinessDay } from '../alert/business-day.js';
import { requireAlert } from '../alert/require-alert.js';
import { titleOf, viewAlertRow } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';

export type CaseRowView = ReplyOf<typeof routes.openCase>;
type CaseDetailView = ReplyOf<typeof routes.getCase>;
const MOST_SUGGESTED = 50;

/** Cases: open ones first, then the latest. @throws DomainError CURSOR_INVALID */
export async function listCases(
  app: Application,
  context: RequestContext,
  { cursor, limit, ...filter }: CaseFilter & { cursor?: string | undefined; limit: number },
): Promise<ReplyOf<typeof routes.listCases>> {
  const place = readCursor(cursor, await app.clock.now(), ['integer', 'decimal', 'uuid']);
  const { rows, total } = await app.database.withContext(context, async ({ cases }) => ({
    rows: await cases.list(filter, place.after, limit + 1),
    total: await cases.count(filter),
  }));
  return pageOf(rows, limit, place, total, ({ key }) => key, viewCase);
}

/** One case with all that its page shows. @throws DomainError NOT_FOUND */
export async function getCase(
  app: Application,
  context: RequestContext,
  { caseId }: { caseId: string },
): Promise<CaseDetailView> {
  const day = await readBusinessDay(app);
  return app.database.withContext(context, async ({ cases, alertReading, majorMatters }) => {
    const found = await cases.get(caseId);
    if (!found) throw new DomainError('NOT_FOUND', { caseId });
    const ids = (await cases.holds(caseId)).map(({ id }) => id);
    const members = await alertReading.byIds(ids);
    const suggestions = found.state === 'open' && ids.length > 0 ? await cases.suggestions(ids, MOST_SUGGESTED) : [];
    const matters = await majorMatters.ofCase(caseId);
    const tier = majorMatterTier(
      { possibleLoss: found.possibleLoss, investigated: found.investigationOn !== null },
      app.settings.matters,
    );
    return {
      ...viewCase(found),
      summary: found.summary,
      openedBy: found.openedByName,
      lossReason: found.lossReason,
      majorMatters: matters.map(({ id, number, state }) => ({ id, number, state })),
      majorMatterTier: tier,
      mayProposeMajorMatter:
        tier !== null &&
        found.state === 'open' &&
        matters.every(({ state }) => state === 'refused' || state === 'cancelled') &&
        supervisionRoles.some((role) => context.roles.includes(role)),
      members: ids.map((id) => viewAlertRow(app, context, members.get(id)!, day)),
      suggestions: suggestions.map((one) => viewSuggestion(app, one)),
      events: (await cases.events(caseId)).map((event) => ({ ...event })),
      commands: availableMatterSteps(caseTransitions, found, commanderOf(context)).map(({ command }) => command),
    };
  });
}

/** Alerts that might be handled together with this one. @throws DomainError NOT_FOUND */
export function suggestForCase(
  app: Application,
  context: RequestContext,
  { alertId }: { alertId: string },
): Promise<ReplyOf<typeof routes.suggestForCase>> {
  return app.database.withContext(context, async (repositories) => {
    await requireAlert(repositories, context, alertId);
    const suggestions = await repositories.cases.suggestions([alertId], MOST_SUGGESTED);
    return { suggestions: suggestions.map((one) => viewSuggestion(app, one)) };
  });
}

/**
 * The case that an alert is in: an agency learns its number and title, and nothing of its other alerts; so the look is the
 * product's, with the scope of all. The caller has seen to it that this person may see the alert.
 */
export async function findCase(
  { cases }: Pick<Repositories, 'cases'>,
  context: RequestContext,
  alertId: string,
): Promise<{ id: string | null; number: string; title: string } | null> {
  const found = await cases.ofAlert(alertId);
  return found && { id: context.scope === 'all' ? found.id : null, number: found.number, title: found.title };
}

export function viewCase(one: CaseRecord): CaseRowView {
  const { id, number, title, state, revision, alerts, openAlerts, agencies, possibleLoss } = one;
  return {
    id,
    number,
    title,
    state,
    revision,
    alerts,
    openAlerts,
    agencies,
    possibleLoss,
    lossStated: one.statedLoss !== null,
    investigation:
      one.investigationOn !== null && one.investigationBody !== null
        ? { on: one.investigationOn, body: one.investigationBody }
        : null,
    officer: one.officerName,
    openedAt: one.openedAt,
    closedAt: one.closedAt,
    nextDueOn: one.nextDueOn,
  };
}

function viewSuggestion(app: Application, one: CaseSuggestion): CaseDetailView['suggestions'][number] {
  const { agency, agencyName, title, ...row } = one;
  return {
    ...(row as Omit<CaseDetailView['suggestions'][number], 'agency' | 'title'>),
    title: { ...titleOf(app, row.indicator, title) },
    agency: { code: agency, name: agencyName },
  };
}
