import {
  assignAlerts,
  endStandIn,
  enterStandIn,
  handOverAlerts,
  listColleagues,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class AssignmentController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listColleagues)
  listColleagues({ context }: Call<typeof routes.listColleagues>) {
    return listColleagues(this.app, context);
  }

  @Route(routes.assignAlerts)
  assignAlerts({ context, body }: Call<typeof routes.assignAlerts>) {
    return assignAlerts(this.app, context, body);
  }

  @Route(routes.handOverAlerts)
  handOverAlerts({ context, body }: Call<typeof routes.handOverAlerts>) {
    return handOverAlerts(this.app, context, body);
  }

  @Route(routes.enterStandIn)
  enterStandIn({ context, body }: Call<typeof routes.enterStandIn>) {
    return enterStandIn(this.app, context, body);
  }

  @Route(routes.endStandIn)
  endStandIn({ context, params }: Call<typeof routes.endStandIn>) {
    return endStandIn(this.app, context, params);
  }
}
