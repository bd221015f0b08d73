import {
  getIndicatorPrecision,
  getIndicatorSource,
  listPrecision,
  listSameSubject,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class PrecisionController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listPrecision)
  listPrecision({ context, query }: Call<typeof routes.listPrecision>) {
    return listPrecision(this.app, context, query);
  }

  @Route(routes.getIndicatorPrecision)
  getIndicatorPrecision({ context, params, query }: Call<typeof routes.getIndicatorPrecision>) {
    return getIndicatorPrecision(this.app, context, { ...params, ...query });
  }

  @Route(routes.getIndicatorSource)
  getIndicatorSource({ context, params }: Call<typeof routes.getIndicatorSource>) {
    return getIndicatorSource(this.app, context, params);
  }

  @Route(routes.listSameSubject)
  listSameSubject({ context, params }: Call<typeof routes.listSameSubject>) {
    return listSameSubject(this.app, context, params);
  }
}
