import { getCleaningTask, listCleaningTasks, settleCleaningTask, type Application } from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class CleaningController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listCleaningTasks)
  listCleaningTasks({ context, query }: Call<typeof routes.listCleaningTasks>) {
    return listCleaningTasks(this.app, context, query);
  }

  @Route(routes.getCleaningTask)
  getCleaningTask({ context, params }: Call<typeof routes.getCleaningTask>) {
    return getCleaningTask(this.app, context, params);
  }

  @Route(routes.settleCleaningTask)
  settleCleaningTask({ context, params, body }: Call<typeof routes.settleCleaningTask>) {
    return settleCleaningTask(this.app, context, { ...params, ...body });
  }
}
