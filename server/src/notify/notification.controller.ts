import {
  getNotificationChannel,
  listNotifications,
  markNotificationsRead,
  setNotificationChannel,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import type { ServerConfig } from '../platform/config.js';
import { Route } from '../platform/route.js';
import { APPLICATION, CONFIG } from '../platform/tokens.js';
import { NotificationStreams } from './notification-streams.js';

@Controller()
export class NotificationController {
  private readonly streams: NotificationStreams;

  constructor(
    @Inject(APPLICATION) private readonly app: Application,
    @Inject(CONFIG) { heartbeatMs = 25_000 }: ServerConfig,
  ) {
    this.streams = new NotificationStreams(app, heartbeatMs);
  }

  @Route(routes.listNotifications)
  listNotifications({ context, query }: Call<typeof routes.listNotifications>) {
    return listNotifications(this.app, context, { ...query, unread: query.unread === 'true' });
  }

  @Route(routes.markNotificationsRead)
  markNotificationsRead({ context, body }: Call<typeof routes.markNotificationsRead>) {
    return markNotificationsRead(this.app, context, body);
  }

  @Route(routes.streamNotifications)
  streamNotifications({ context, request, reply }: Call<typeof routes.streamNotifications>) {
    return this.streams.answer(context, request, reply);
  }

  @Route(routes.getNotificationChannel)
  getNotificationChannel({ context }: Call<typeof routes.getNotificationChannel>) {
    return getNotificationChannel(this.app, context);
  }

  @Route(routes.setNotificationChannel)
  setNotificationChannel({ context, body }: Call<typeof routes.setNotificationChannel>) {
    return setNotificationChannel(this.app, context, body);
  }
}
