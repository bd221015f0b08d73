import { exportList, type Application } from '@fundwatch/application';
import { exportRoutes, type ExportName, type RouteContract } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { sendDownload } from '../platform/send-download.js';
import { APPLICATION } from '../platform/tokens.js';

/** The exports of all lists: each contract is bound below to a method of its own name, all of which do the same. */
@Controller()
export class ExportController {
  constructor(@Inject(APPLICATION) readonly app: Application) {}
}

for (const name of Object.keys(exportRoutes) as ExportName[]) {
  const contract: RouteContract = exportRoutes[name];
  const handler = {
    async value(this: ExportController, { context, params, query, reply }: Call<RouteContract>) {
      const input = { ...(params as object), ...(query as object) } as never;
      return sendDownload(reply, await exportList(this.app, context, name, input));
    },
    writable: true,
    configurable: true,
  };
  Object.defineProperty(ExportController.prototype, name, handler);
  Route(contract)(ExportController.prototype, name, handler);
}
