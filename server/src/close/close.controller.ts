import {
  closeAlert,
  coverNewHits,
  objectToClosing,
  orderRectification,
  reopenAlert,
  reportRectification,
  returnAlert,
  returnRectification,
  submitForSecondReview,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class CloseController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.returnAlert)
  returnAlert({ context, params, body }: Call<typeof routes.returnAlert>) {
    return returnAlert(this.app, context, { ...params, ...body });
  }

  @Route(routes.coverNewHits)
  coverNewHits({ context, params, body }: Call<typeof routes.coverNewHits>) {
    return coverNewHits(this.app, context, { ...params, ...body });
  }

  @Route(routes.orderRectification)
  orderRectification({ context, params, body }: Call<typeof routes.orderRectification>) {
    return orderRectification(this.app, context, { ...params, ...body });
  }

  @Route(routes.reportRectification)
  reportRectification({ context, params, body }: Call<typeof routes.reportRectification>) {
    return reportRectification(this.app, context, { ...params, ...body });
  }

  @Route(routes.returnRectification)
  returnRectification({ context, params, body }: Call<typeof routes.returnRectification>) {
    return returnRectification(this.app, context, { ...params, ...body });
  }

  @Route(routes.submitForSecondReview)
  submitForSecondReview({ context, params, body }: Call<typeof routes.submitForSecondReview>) {
    return submitForSecondReview(this.app, context, { ...params, ...body });
  }

  @Route(routes.objectToClosing)
  objectToClosing({ context, params, body }: Call<typeof routes.objectToClosing>) {
    return objectToClosing(this.app, context, { ...params, ...body });
  }

  @Route(routes.reopenAlert)
  reopenAlert({ context, params, body }: Call<typeof routes.reopenAlert>) {
    return reopenAlert(this.app, context, { ...params, ...body });
  }

  @Route(routes.closeAlert)
  closeAlert({ context, params, body }: Call<typeof routes.closeAlert>) {
    return closeAlert(this.app, context, { ...params, ...body });
  }
}
