import {
  decideVersion,
  getVersion,
  getVersionSource,
  listApprovals,
  listProposals,
  listVersions,
  proposeFromAnswer,
  proposeVersion,
  readAnswerProposal,
  viewVersion,
  withdrawVersion,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class TuningController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listIndicatorVersions)
  listIndicatorVersions({ context, params, query }: Call<typeof routes.listIndicatorVersions>) {
    return listVersions(this.app, context, { ...params, ...query });
  }

  @Route(routes.proposeIndicatorVersion)
  async proposeIndicatorVersion({ context, params, body }: Call<typeof routes.proposeIndicatorVersion>) {
    return viewVersion(this.app, context, await proposeVersion(this.app, context, { ...params, ...body }));
  }

  @Route(routes.listIndicatorProposals)
  listIndicatorProposals({ context }: Call<typeof routes.listIndicatorProposals>) {
    return listProposals(this.app, context);
  }

  @Route(routes.getIndicatorVersion)
  getIndicatorVersion({ context, params }: Call<typeof routes.getIndicatorVersion>) {
    return getVersion(this.app, context, params);
  }

  @Route(routes.getIndicatorVersionSource)
  getIndicatorVersionSource({ context, params }: Call<typeof routes.getIndicatorVersionSource>) {
    return getVersionSource(this.app, context, params);
  }

  @Route(routes.listApprovals)
  listApprovals({ context, query }: Call<typeof routes.listApprovals>) {
    return listApprovals(this.app, context, query);
  }

  @Route(routes.withdrawIndicatorVersion)
  async withdrawIndicatorVersion({ context, params }: Call<typeof routes.withdrawIndicatorVersion>) {
    return viewVersion(this.app, context, await withdrawVersion(this.app, context, params));
  }

  @Route(routes.decideIndicatorVersion)
  async decideIndicatorVersion({ context, params, body }: Call<typeof routes.decideIndicatorVersion>) {
    return viewVersion(this.app, context, await decideVersion(this.app, context, { ...params, ...body }));
  }

  @Route(routes.getAnswerProposal)
  getAnswerProposal({ context, params }: Call<typeof routes.getAnswerProposal>) {
    return readAnswerProposal(this.app, context, params);
  }

  @Route(routes.proposeFromAnswer)
  async proposeFromAnswer({ context, params, body }: Call<typeof routes.proposeFromAnswer>) {
    return viewVersion(this.app, context, await proposeFromAnswer(this.app, context, { ...params, ...body }));
  }
}
