import {
  changeExpected,
  getDataQuality,
  listExpected,
  previewExpected,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class ExpectedController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listExpected)
  listExpected({ context }: Call<typeof routes.listExpected>) {
    return listExpected(this.app, context);
  }

  @Route(routes.previewExpected)
  previewExpected({ context, body }: Call<typeof routes.previewExpected>) {
    return previewExpected(this.app, context, body);
  }

  @Route(routes.changeExpected)
  changeExpected({ context, body }: Call<typeof routes.changeExpected>) {
    return changeExpected(this.app, context, body);
  }

  @Route(routes.getDataQuality)
  getDataQuality({ context, query }: Call<typeof routes.getDataQuality>) {
    return getDataQuality(this.app, context, query);
  }
}
