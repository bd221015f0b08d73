import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';
import { viewAccount } from './view-session.js';

/** Accounts in the order of their names. @throws DomainError CURSOR_INVALID */
export async function listUsers(
  app: Application,
  context: RequestContext,
  input: { cursor?: string; limit: number },
): Promise<ReplyOf<typeof routes.listUsers>> {
  const place = readCursor(input.cursor, app.realTime(), ['text']);
  const after = (place.after?.[0] as string | undefined) ?? null;
  const [rows, total] = await app.database.withContext(context, async ({ users }) => [
    await users.list(after, input.limit + 1),
    await users.count(),
  ]);
  return pageOf(
    rows,
    input.limit,
    place,
    total,
    (user) => [user.userName],
    (user) => ({ ...viewAccount(user), staffNo: user.staffNo, disabledAt: user.disabledAt, createdAt: user.createdAt }),
  );
}
