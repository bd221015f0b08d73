import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';
import { indicatorTitles, viewNotification } from './view-notification.js';

/** What the account was told of, the latest first. @throws DomainError CURSOR_INVALID, NOT_ALLOWED */
export async function listNotifications(
  app: Application,
  context: RequestContext,
  input: { unread?: boolean | undefined; cursor?: string | undefined; limit: number },
): Promise<ReplyOf<typeof routes.listNotifications>> {
  const place = readCursor(input.cursor, await app.clock.now(), ['integer']);
  const onlyUnread = input.unread ?? false;
  return app.database.withContext(context, async (repositories) => {
    const { notifications } = repositories;
    const { all, unread } = await notifications.count();
    const before = place.after ? String(place.after[0]) : null;
    const rows = await notifications.list(onlyUnread, before, input.limit + 1);
    const titles = await indicatorTitles(app, repositories, rows);
    const page = pageOf(
      rows,
      input.limit,
      place,
      onlyUnread ? unread : all,
      ({ id }) => [Number(id)],
      (row) => viewNotification(app, titles, row),
    );
    return { ...page, unread };
  });
}

/** Marks what is named, or everything up to one, as read; answers what is left. @throws DomainError NOT_ALLOWED */
export async function markNotificationsRead(
  app: Application,
  context: RequestContext,
  which: { ids: readonly string[] } | { through: string },
): Promise<{ unread: number }> {
  const now = app.realTime();
  return app.database.withContext(context, async ({ notifications }) => {
    await notifications.markRead(which, now);
    return { unread: (await notifications.count()).unread };
  });
}
