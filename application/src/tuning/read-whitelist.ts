import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { addPeriods, periodOf, shanghaiDayOf } from '@fundwatch/domain/calendar';
import { endsSoon, endsSoonMonths } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { WhitelistFilter, WhitelistRecord } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';
import { readStandings } from './read-in-force.js';

export type WhitelistEntryView = ReplyOf<typeof routes.proposeWhitelistEntry>;

/** Entries of the whitelist: those that wait first, then by their last month. @throws DomainError CURSOR_INVALID */
export async function listWhitelist(
  app: Application,
  context: RequestContext,
  input: {
    view: 'open' | 'ending' | 'all';
    indicator?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<ReplyOf<typeof routes.listWhitelist>> {
  const now = await app.clock.now();
  const place = readCursor(input.cursor, now, ['integer', 'text', 'uuid']);
  const endsBy = addPeriods(periodOf(shanghaiDayOf(now)), endsSoonMonths - 1);
  const filters: Record<typeof input.view, WhitelistFilter> = {
    open: { states: ['proposed', 'approved'] },
    ending: { states: ['approved'], endsBy },
    all: {},
  };
  const filter = { ...filters[input.view], indicator: input.indicator };
  const { rows, total } = await app.database.withContext(context, async ({ whitelist }) => ({
    rows: await whitelist.list(filter, place.after, input.limit + 1),
    total: await whitelist.count(filter),
  }));
  const view = await viewer(app, context, now);
  const keys = ({ state, validTo, id }: WhitelistRecord) => [Number(state !== 'proposed'), validTo, id];
  return pageOf(rows, input.limit, place, total, keys, view);
}

/** An entry as the API shows it to this person. */
export async function viewWhitelistEntry(
  app: Application,
  context: RequestContext,
  entry: WhitelistRecord,
): Promise<WhitelistEntryView> {
  return (await viewer(app, context, await app.clock.now()))(entry);
}

async function viewer(
  app: Application,
  context: RequestContext,
  now: string,
): Promise<(entry: WhitelistRecord) => WhitelistEntryView> {
  const { actor, roles } = context;
  const standings = await app.database.withContext(context, (repositories) => readStandings(app, repositories));
  const present = periodOf(shanghaiDayOf(now));
  const proposes = roles.includes('supervision_officer') || roles.includes('supervision_head');
  return (entry) => {
    const { indicator, agencyName, alertNumber, state, proposedByName, decidedByName, endedByName, ...rest } = entry;
    const own = actor.kind === 'user' && actor.userId === entry.proposedBy;
    const known = standings.get(indicator)?.indicator;
    return {
      id: rest.id,
      indicator,
      title: known?.title ?? { zh: indicator, en: indicator },
      agency: { code: rest.agency, name: agencyName },
      line: rest.line as WhitelistEntryView['line'],
      subject: rest.subject,
      subjectKind: known?.subject ?? 'agency',
      validFrom: rest.validFrom,
      validTo: rest.validTo,
      reason: rest.reason,
      documentNo: rest.documentNo,
      state,
      endsSoon: state === 'approved' && endsSoon(rest, present),
      quietHits: rest.quietHits,
      alert: rest.alertId && alertNumber ? { id: rest.alertId, number: alertNumber } : null,
      proposedBy: proposedByName,
      proposedAt: rest.proposedAt,
      decidedBy: decidedByName,
      decidedAt: rest.decidedAt,
      decisionReason: rest.decisionReason,
      endedBy: endedByName,
      endedAt: rest.endedAt,
      endReason: rest.endReason,
      mayDecide: state === 'proposed' && !own && roles.includes('supervision_head'),
      mayWithdraw: state === 'proposed' && own,
      mayEnd: state === 'approved' && proposes,
    };
  };
}
