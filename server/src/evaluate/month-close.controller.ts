import {
  decideMonthClose,
  getMonthClose,
  listMonthStandings,
  listRestatementDifferences,
  proposeMonthClose,
  requestVerification,
  viewMonthClose,
  withdrawMonthClose,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class MonthCloseController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listMonthStandings)
  listMonthStandings({ context }: Call<typeof routes.listMonthStandings>) {
    return listMonthStandings(this.app, context);
  }

  @Route(routes.getMonthClose)
  getMonthClose({ context, params }: Call<typeof routes.getMonthClose>) {
    return getMonthClose(this.app, context, params);
  }

  @Route(routes.proposeMonthClose)
  async proposeMonthClose({ context, body }: Call<typeof routes.proposeMonthClose>) {
    return viewMonthClose(await proposeMonthClose(this.app, context, body), context);
  }

  @Route(routes.decideMonthClose)
  async decideMonthClose({ context, params, body }: Call<typeof routes.decideMonthClose>) {
    return viewMonthClose(await decideMonthClose(this.app, context, { ...params, ...body }), context);
  }

  @Route(routes.withdrawMonthClose)
  async withdrawMonthClose({ context, params }: Call<typeof routes.withdrawMonthClose>) {
    return viewMonthClose(await withdrawMonthClose(this.app, context, params), context);
  }

  @Route(routes.verifyMonthClose)
  verifyMonthClose({ context, params }: Call<typeof routes.verifyMonthClose>) {
    return requestVerification(this.app, context, params);
  }

  @Route(routes.listRestatementDifferences)
  listRestatementDifferences({ context, params, query }: Call<typeof routes.listRestatementDifferences>) {
    return listRestatementDifferences(this.app, context, { ...params, ...query });
  }
}
