import {
  addAttachment,
  answerAlert,
  answerAlerts,
  getAttachment,
  getDraft,
  receiveAlert,
  saveDraft,
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
export class FeedbackController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.receiveAlert)
  receiveAlert({ context, params, body }: Call<typeof routes.receiveAlert>) {
    return receiveAlert(this.app, context, { ...params, ...body });
  }

  @Route(routes.answerAlert)
  answerAlert({ context, params, body }: Call<typeof routes.answerAlert>) {
    return answerAlert(this.app, context, { ...params, ...body });
  }

  @Route(routes.answerAlerts)
  answerAlerts({ context, body }: Call<typeof routes.answerAlerts>) {
    return answerAlerts(this.app, context, body);
  }

  @Route(routes.getDraft)
  getDraft({ context, params }: Call<typeof routes.getDraft>) {
    return getDraft(this.app, context, params);
  }

  @Route(routes.saveDraft)
  saveDraft({ context, params, body }: Call<typeof routes.saveDraft>) {
    return saveDraft(this.app, context, { ...params, ...body });
  }

  @Route(routes.addAttachment)
  async addAttachment({ context, params, request }: Call<typeof routes.addAttachment>) {
    return addAttachment(this.app, context, { ...params, ...(await takeUpload(request)) });
  }

  @Route(routes.getAttachment)
  async getAttachment({ context, params, reply }: Call<typeof routes.getAttachment>) {
    return sendDownload(reply, await getAttachment(this.app, context, params));
  }
}
