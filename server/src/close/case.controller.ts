import {
  addSourceFile,
  getCase,
  getSourceFile,
  listCases,
  openCase,
  registerAlert,
  splitCase,
  stepCase,
  suggestForCase,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { sendDownload } from '../platform/send-download.js';
import { takeUpload } from '../platform/take-upload.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class CaseController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.registerAlert)
  registerAlert({ context, body }: Call<typeof routes.registerAlert>) {
    return registerAlert(this.app, context, body);
  }

  @Route(routes.addSourceFile)
  async addSourceFile({ context, params, request }: Call<typeof routes.addSourceFile>) {
    return addSourceFile(this.app, context, { ...params, ...(await takeUpload(request)) });
  }

  @Route(routes.getSourceFile)
  async getSourceFile({ context, params, reply }: Call<typeof routes.getSourceFile>) {
    return sendDownload(reply, await getSourceFile(this.app, context, params));
  }

  @Route(routes.listCases)
  listCases({ context, query }: Call<typeof routes.listCases>) {
    return listCases(this.app, context, query);
  }

  @Route(routes.getCase)
  getCase({ context, params }: Call<typeof routes.getCase>) {
    return getCase(this.app, context, params);
  }

  @Route(routes.suggestForCase)
  suggestForCase({ context, params }: Call<typeof routes.suggestForCase>) {
    return suggestForCase(this.app, context, params);
  }

  @Route(routes.openCase)
  openCase({ context, body }: Call<typeof routes.openCase>) {
    return openCase(this.app, context, body);
  }

  @Route(routes.changeCase)
  changeCase({ context, params, body }: Call<typeof routes.changeCase>) {
    return stepCase(this.app, context, { ...params, ...body, command: 'change' });
  }

  @Route(routes.joinCase)
  joinCase({ context, params, body }: Call<typeof routes.joinCase>) {
    return stepCase(this.app, context, { ...params, ...body, command: 'join' });
  }

  @Route(routes.splitCase)
  splitCase({ context, params, body }: Call<typeof routes.splitCase>) {
    return splitCase(this.app, context, { ...params, ...body, command: 'leave' });
  }

  @Route(routes.stateCaseLoss)
  stateCaseLoss({ context, params, body }: Call<typeof routes.stateCaseLoss>) {
    return stepCase(this.app, context, { ...params, ...body, command: 'state_loss' });
  }

  @Route(routes.stateCaseInvestigation)
  stateCaseInvestigation({ context, params, body }: Call<typeof routes.stateCaseInvestigation>) {
    return stepCase(this.app, context, { ...params, ...body, command: 'state_investigation' });
  }

  @Route(routes.closeCase)
  closeCase({ context, params, body }: Call<typeof routes.closeCase>) {
    return stepCase(this.app, context, { ...params, ...body, command: 'close' });
  }

  @Route(routes.reopenCase)
  reopenCase({ context, params, body }: Call<typeof routes.reopenCase>) {
    return stepCase(this.app, context, { ...params, ...body, command: 'reopen' });
  }
}
