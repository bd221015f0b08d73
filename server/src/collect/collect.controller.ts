import {
  getArrivalBoard,
  getPackage,
  getSubmission,
  listLines,
  listPackages,
  listPeriods,
  listSubmissionChecks,
  listSubmissions,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class CollectController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listPeriods)
  listPeriods({ context }: Call<typeof routes.listPeriods>) {
    return listPeriods(this.app, context);
  }

  @Route(routes.getArrivalBoard)
  getArrivalBoard({ context, query }: Call<typeof routes.getArrivalBoard>) {
    return getArrivalBoard(this.app, context, query);
  }

  @Route(routes.listSubmissions)
  listSubmissions({ context, query }: Call<typeof routes.listSubmissions>) {
    return listSubmissions(this.app, context, query);
  }

  @Route(routes.getSubmission)
  getSubmission({ context, params }: Call<typeof routes.getSubmission>) {
    return getSubmission(this.app, context, params);
  }

  @Route(routes.listSubmissionChecks)
  listSubmissionChecks({ context, params, query }: Call<typeof routes.listSubmissionChecks>) {
    return listSubmissionChecks(this.app, context, { ...params, ...query });
  }

  @Route(routes.listPackages)
  listPackages({ context, query }: Call<typeof routes.listPackages>) {
    return listPackages(this.app, context, query);
  }

  @Route(routes.getPackage)
  getPackage({ context, params }: Call<typeof routes.getPackage>) {
    return getPackage(this.app, context, params);
  }

  @Route(routes.listLines)
  listLines(_: Call<typeof routes.listLines>) {
    return listLines();
  }
}
