import { exportReport, getReport, type Application } from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { sendDownload } from '../platform/send-download.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class ReportController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.getReport)
  getReport({ context, query }: Call<typeof routes.getReport>) {
    return getReport(this.app, context, query);
  }

  @Route(routes.exportReport)
  async exportReport({ context, query, reply }: Call<typeof routes.exportReport>) {
    return sendDownload(reply, await exportReport(this.app, context, query));
  }
}
