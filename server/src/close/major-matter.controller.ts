import {
  getMajorMatter,
  listMajorMatterCandidates,
  listMajorMatters,
  proposeMajorMatter,
  stepMajorMatter,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class MajorMatterController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listMajorMatters)
  listMajorMatters({ context, query }: Call<typeof routes.listMajorMatters>) {
    return listMajorMatters(this.app, context, query);
  }

  @Route(routes.listMajorMatterCandidates)
  listMajorMatterCandidates({ context }: Call<typeof routes.listMajorMatterCandidates>) {
    return listMajorMatterCandidates(this.app, context);
  }

  @Route(routes.getMajorMatter)
  getMajorMatter({ context, params }: Call<typeof routes.getMajorMatter>) {
    return getMajorMatter(this.app, context, params);
  }

  @Route(routes.proposeMajorMatter)
  proposeMajorMatter({ context, body }: Call<typeof routes.proposeMajorMatter>) {
    return proposeMajorMatter(this.app, context, body);
  }

  @Route(routes.stepMajorMatter)
  stepMajorMatter({ context, params, body }: Call<typeof routes.stepMajorMatter>) {
    return stepMajorMatter(this.app, context, { ...params, ...body });
  }
}
