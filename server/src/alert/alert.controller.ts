import {
  countAlerts,
  getAlert,
  listAlertEvents,
  listAlertHits,
  listAlerts,
  unmaskAlertHits,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class AlertController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listAlerts)
  listAlerts({ context, query }: Call<typeof routes.listAlerts>) {
    return listAlerts(this.app, context, query);
  }

  @Route(routes.countAlerts)
  countAlerts({ context, query }: Call<typeof routes.countAlerts>) {
    return countAlerts(this.app, context, query);
  }

  @Route(routes.getAlert)
  getAlert({ context, params }: Call<typeof routes.getAlert>) {
    return getAlert(this.app, context, params);
  }

  @Route(routes.listAlertHits)
  listAlertHits({ context, params, query }: Call<typeof routes.listAlertHits>) {
    return listAlertHits(this.app, context, { ...params, ...query });
  }

  @Route(routes.unmaskAlertHits)
  unmaskAlertHits({ context, params, query, body }: Call<typeof routes.unmaskAlertHits>) {
    return unmaskAlertHits(this.app, context, { ...params, ...query, ...body });
  }

  @Route(routes.listAlertEvents)
  listAlertEvents({ context, params }: Call<typeof routes.listAlertEvents>) {
    return listAlertEvents(this.app, context, params);
  }
}
