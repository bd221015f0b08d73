import {
  createDraft,
  deleteDraft,
  getFactDictionary,
  getIndicatorDraft,
  listDrafts,
  requestDraftCheck,
  saveDraftTexts,
  submitDraft,
  viewDraft,
  viewVersion,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class OwnIndicatorController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.getFactDictionary)
  getFactDictionary() {
    return getFactDictionary(this.app);
  }

  @Route(routes.listIndicatorDrafts)
  listIndicatorDrafts({ context }: Call<typeof routes.listIndicatorDrafts>) {
    return listDrafts(this.app, context);
  }

  @Route(routes.createIndicatorDraft)
  async createIndicatorDraft({ context, body }: Call<typeof routes.createIndicatorDraft>) {
    return viewDraft(context, await createDraft(this.app, context, body));
  }

  @Route(routes.getIndicatorDraft)
  getIndicatorDraft({ context, params }: Call<typeof routes.getIndicatorDraft>) {
    return getIndicatorDraft(this.app, context, params);
  }

  @Route(routes.saveIndicatorDraft)
  async saveIndicatorDraft({ context, params, body }: Call<typeof routes.saveIndicatorDraft>) {
    return viewDraft(context, await saveDraftTexts(this.app, context, { ...params, ...body }));
  }

  @Route(routes.deleteIndicatorDraft)
  async deleteIndicatorDraft({ context, params }: Call<typeof routes.deleteIndicatorDraft>) {
    await deleteDraft(this.app, context, params);
    return {};
  }

  @Route(routes.checkIndicatorDraft)
  async checkIndicatorDraft({ context, params, body }: Call<typeof routes.checkIndicatorDraft>) {
    return viewDraft(context, await requestDraftCheck(this.app, context, { ...params, ...body }));
  }

  @Route(routes.submitIndicatorDraft)
  async submitIndicatorDraft({ context, params, body }: Call<typeof routes.submitIndicatorDraft>) {
    return viewVersion(this.app, context, await submitDraft(this.app, context, { ...params, ...body }));
  }
}
