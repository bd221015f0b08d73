import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { supervisionRoles, type RequestContext } from '@fundwatch/domain/identity';
import type { AccountabilityEntryFilter, AccountabilityEntryRecord } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { viewMatterFile } from '../close/matter-file.js';
import { pageOf, readCursor } from '../paging/cursor.js';
import { ownAgency } from './read-months.js';

export type EntryView = ReplyOf<typeof routes.enterAccountability>;

/** The register: corrected and withdrawn entries stay in it. @throws DomainError CURSOR_INVALID, NOT_ALLOWED */
export async function listAccountabilityEntries(
  app: Application,
  context: RequestContext,
  { cursor, limit, ...asked }: AccountabilityEntryFilter & { cursor?: string | undefined; limit: number },
): Promise<ReplyOf<typeof routes.listAccountabilityEntries>> {
  const place = readCursor(cursor, await app.clock.now(), ['text', 'instant', 'uuid']);
  const own = ownAgency(context);
  if (own !== undefined && asked.agency !== undefined && asked.agency !== own) throw new DomainError('NOT_ALLOWED');
  const filter = { ...asked, agency: own ?? asked.agency };
  const { rows, total } = await app.database.withContext(context, async ({ accountabilityEntries }) => ({
    rows: await accountabilityEntries.list(filter, place.after, limit + 1),
    total: await accountabilityEntries.count(filter),
  }));
  return pageOf(rows, limit, place, total, ({ key }) => key, viewEntry);
}

/** One entry with its papers, which only the office and its leader see. @throws DomainError NOT_FOUND */
export async function getAccountabilityEntry(
  app: Application,
  context: RequestContext,
  { entryId }: { entryId: string },
): Promise<ReplyOf<typeof routes.getAccountabilityEntry>> {
  return app.database.withContext(context, async ({ accountabilityEntries, matterFiles }) => {
    const found = await accountabilityEntries.get(entryId);
    if (!found) throw new DomainError('NOT_FOUND', { entryId });
    const papers = context.scope === 'all' ? await matterFiles.list('accountability_entry', entryId) : null;
    const { corrects, correctionReason, correctedBy, withdrawal } = found;
    return {
      ...viewEntry(found),
      corrects,
      correctionReason,
      correctedBy,
      withdrawal,
      papers: papers && papers.map(viewMatterFile),
      mayChange: found.state === 'standing' && supervisionRoles.some((role) => context.roles.includes(role)),
    };
  });
}

/** An entry as lists show it. */
export function viewEntry(one: AccountabilityEntryRecord): EntryView {
  const { id, item, period, facts, source, enteredAt, state, files } = one;
  return {
    id,
    agency: { code: one.agency, name: one.agencyName },
    item,
    period,
    facts,
    source,
    enteredBy: one.enteredByName,
    enteredAt,
    state,
    files,
  };
}
