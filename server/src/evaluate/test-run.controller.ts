import {
  cancelTestRun,
  getTestRun,
  listTestRunHits,
  listTestRuns,
  requestBackTest,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class TestRunController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listTestRuns)
  listTestRuns({ context, params, query }: Call<typeof routes.listTestRuns>) {
    return listTestRuns(this.app, context, { ...params, ...query });
  }

  @Route(routes.requestBackTest)
  requestBackTest({ context, params, body }: Call<typeof routes.requestBackTest>) {
    return requestBackTest(this.app, context, { ...params, ...body });
  }

  @Route(routes.getTestRun)
  getTestRun({ context, params }: Call<typeof routes.getTestRun>) {
    return getTestRun(this.app, context, params);
  }

  @Route(routes.listTestRunHits)
  listTestRunHits({ context, params, query }: Call<typeof routes.listTestRunHits>) {
    return listTestRunHits(this.app, context, { ...params, ...query });
  }

  @Route(routes.cancelTestRun)
  async cancelTestRun({ context, params }: Call<typeof routes.cancelTestRun>) {
    await cancelTestRun(this.app, context, params);
    return { cancelled: true as const };
  }
}
