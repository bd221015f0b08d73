import {
  addWebhook,
  changeWebhook,
  getOutgoing,
  listWebhookDeliveries,
  renewWebhookSecret,
  sendMailAgain,
  sendWebhookAgain,
  testWebhook,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class WebhookController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.getOutgoing)
  getOutgoing({ context }: Call<typeof routes.getOutgoing>) {
    return getOutgoing(this.app, context);
  }

  @Route(routes.addWebhook)
  addWebhook({ context, body }: Call<typeof routes.addWebhook>) {
    return addWebhook(this.app, context, body);
  }

  @Route(routes.changeWebhook)
  async changeWebhook({ context, params, body }: Call<typeof routes.changeWebhook>) {
    await changeWebhook(this.app, context, { ...body, ...params });
    return {};
  }

  @Route(routes.renewWebhookSecret)
  renewWebhookSecret({ context, params }: Call<typeof routes.renewWebhookSecret>) {
    return renewWebhookSecret(this.app, context, params);
  }

  @Route(routes.testWebhook)
  testWebhook({ context, params }: Call<typeof routes.testWebhook>) {
    return testWebhook(this.app, context, params);
  }

  @Route(routes.sendWebhookAgain)
  sendWebhookAgain({ context, params }: Call<typeof routes.sendWebhookAgain>) {
    return sendWebhookAgain(this.app, context, params);
  }

  @Route(routes.listWebhookDeliveries)
  listWebhookDeliveries({ context, params, query }: Call<typeof routes.listWebhookDeliveries>) {
    return listWebhookDeliveries(this.app, context, { ...params, ...query });
  }

  @Route(routes.sendMailAgain)
  sendMailAgain({ context }: Call<typeof routes.sendMailAgain>) {
    return sendMailAgain(this.app, context);
  }
}
