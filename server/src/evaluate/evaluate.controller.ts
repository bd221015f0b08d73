import {
  getEvaluation,
  getIndicator,
  listEvaluations,
  listIndicators,
  listNotEvaluated,
  startEvaluation,
  summariseNotEvaluated,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class EvaluateController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.startEvaluation)
  startEvaluation({ context, body }: Call<typeof routes.startEvaluation>) {
    return startEvaluation(this.app, context, body);
  }

  @Route(routes.listEvaluations)
  listEvaluations({ context, query }: Call<typeof routes.listEvaluations>) {
    return listEvaluations(this.app, context, query);
  }

  @Route(routes.getEvaluation)
  getEvaluation({ context, params }: Call<typeof routes.getEvaluation>) {
    return getEvaluation(this.app, context, params);
  }

  @Route(routes.listNotEvaluated)
  listNotEvaluated({ context, params, query }: Call<typeof routes.listNotEvaluated>) {
    return listNotEvaluated(this.app, context, { ...params, ...query });
  }

  @Route(routes.summariseNotEvaluated)
  summariseNotEvaluated({ context, params, query }: Call<typeof routes.summariseNotEvaluated>) {
    return summariseNotEvaluated(this.app, context, { ...params, ...query });
  }

  @Route(routes.listIndicators)
  listIndicators({ context }: Call<typeof routes.listIndicators>) {
    return listIndicators(this.app, context);
  }

  @Route(routes.getIndicator)
  getIndicator({ context, params }: Call<typeof routes.getIndicator>) {
    return getIndicator(this.app, context, params);
  }
}
