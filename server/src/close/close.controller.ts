import { closeAlert, coverNewHits, returnAlert, type Application } from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class CloseController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.returnAlert)
  returnAlert({ context, params, body }: Call<typeof routes.returnAlert>) {
    return returnAlert(this.app, context, { ...params, ...body });
  }

  @Route(routes.coverNewHits)
  coverNewHits({ context, params, body }: Call<typeof routes.coverNewHits>) {
    return coverNewHits(this.app, context, { ...params, ...body });
  }

  @Route(routes.closeAlert)
  closeAlert({ context, params, body }: Call<typeof routes.closeAlert>) {
    return closeAlert(this.app, context, { ...params, ...body });
  }
}
