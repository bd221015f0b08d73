import {
  getRegionKey,
  getRuleBoard,
  getRuleResult,
  listRuleResults,
  listRules,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class RuleController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listRules)
  listRules() {
    return listRules(this.app);
  }

  @Route(routes.getRuleBoard)
  getRuleBoard({ context, query }: Call<typeof routes.getRuleBoard>) {
    return getRuleBoard(this.app, context, query);
  }

  @Route(routes.listRuleResults)
  listRuleResults({ context, query }: Call<typeof routes.listRuleResults>) {
    return listRuleResults(this.app, context, query);
  }

  @Route(routes.getRuleResult)
  getRuleResult({ context, params }: Call<typeof routes.getRuleResult>) {
    return getRuleResult(this.app, context, params);
  }

  @Route(routes.getRegionKey)
  getRegionKey({ context, query }: Call<typeof routes.getRegionKey>) {
    return getRegionKey(this.app, context, query);
  }
}
