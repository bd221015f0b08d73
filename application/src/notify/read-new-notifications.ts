import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { indicatorTitles, viewNotification, type NotificationView } from './view-notification.js';

/** More than this is read as a list. */
const AT_ONCE = 100;

/** The account's notifications of these numbers, or the first ones after one; earliest first. @throws DomainError NOT_ALLOWED */
export async function readNewNotifications(
  app: Application,
  context: RequestContext,
  which: { ids: readonly string[] } | { after: string },
): Promise<NotificationView[]> {
  return app.database.withContext(context, async (repositories) => {
    const { notifications } = repositories;
    const rows =
      'ids' in which
        ? await notifications.byIds(which.ids.slice(-AT_ONCE))
        : await notifications.after(which.after, AT_ONCE);
    const titles = await indicatorTitles(app, repositories, rows);
    return rows.map((row) => viewNotification(app, titles, row));
  });
}
