import { commandAlerts, dismissAlert, dispatchAlert, screenAlert, type Application } from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class DispatchController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.screenAlert)
  screenAlert({ context, params, body }: Call<typeof routes.screenAlert>) {
    return screenAlert(this.app, context, { ...params, ...body });
  }

  @Route(routes.dismissAlert)
  dismissAlert({ context, params, body }: Call<typeof routes.dismissAlert>) {
    return dismissAlert(this.app, context, { ...params, ...body });
  }

  @Route(routes.dispatchAlert)
  dispatchAlert({ context, params, body }: Call<typeof routes.dispatchAlert>) {
    return dispatchAlert(this.app, context, { ...params, ...body });
  }

  @Route(routes.commandAlerts)
  commandAlerts({ context, body }: Call<typeof routes.commandAlerts>) {
    return commandAlerts(this.app, context, body);
  }
}
