import { getOverview, type Application } from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class OverviewController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.getOverview)
  getOverview({ context, query }: Call<typeof routes.getOverview>) {
    return getOverview(this.app, context, query);
  }
}
