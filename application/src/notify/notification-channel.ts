import type { BodyOf, ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

type Channel = ReplyOf<typeof routes.getNotificationChannel>;

/** Where the account is told by mail; nowhere until it says so. @throws DomainError NOT_ALLOWED */
export async function getNotificationChannel(app: Application, context: RequestContext): Promise<Channel> {
  const channel = await app.database.withContext(context, ({ notifications }) => notifications.channel());
  return { ...(channel ?? { address: null, digest: true, urgent: true }), mailOn: app.settings.mailOn };
}

/** @throws DomainError NOT_ALLOWED */
export async function setNotificationChannel(
  app: Application,
  context: RequestContext,
  channel: BodyOf<typeof routes.setNotificationChannel>,
): Promise<Channel> {
  const businessAt = await app.clock.now();
  await app.database.withContext(context, async ({ notifications, audit }) => {
    await notifications.setChannel(channel, app.realTime());
    const id = context.actor.kind === 'user' ? context.actor.userId : '';
    const { digest, urgent } = channel;
    await audit.append({
      action: 'notification_channel.change',
      target: { kind: 'user', id },
      businessAt,
      details: { mail: channel.address !== null, digest, urgent },
    });
  });
  return { ...channel, mailOn: app.settings.mailOn };
}
