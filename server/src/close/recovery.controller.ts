import {
  compareRecovery,
  addRecoveryEntry,
  getRecovery,
  listRecoveries,
  voidRecoveryEntry,
  type Application,
  type FactsReader,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION, FACTS_READER } from '../platform/tokens.js';

@Controller()
export class RecoveryController {
  constructor(
    @Inject(APPLICATION) private readonly app: Application,
    @Inject(FACTS_READER) private readonly reader: FactsReader,
  ) {}

  @Route(routes.getRecovery)
  getRecovery({ context, params }: Call<typeof routes.getRecovery>) {
    return getRecovery(this.app, context, params);
  }

  @Route(routes.compareRecovery)
  compareRecovery({ context, params }: Call<typeof routes.compareRecovery>) {
    return compareRecovery(this.app, context, this.reader, params);
  }

  @Route(routes.addRecoveryEntry)
  addRecoveryEntry({ context, params, body }: Call<typeof routes.addRecoveryEntry>) {
    return addRecoveryEntry(this.app, context, { ...params, ...body });
  }

  @Route(routes.voidRecoveryEntry)
  voidRecoveryEntry({ context, params, body }: Call<typeof routes.voidRecoveryEntry>) {
    return voidRecoveryEntry(this.app, context, { ...params, ...body });
  }

  @Route(routes.listRecoveries)
  listRecoveries({ context, query }: Call<typeof routes.listRecoveries>) {
    return listRecoveries(this.app, context, query);
  }
}
