import {
  decideWhitelistEntry,
  endWhitelistEntry,
  listWhitelist,
  proposeWhitelistEntry,
  viewWhitelistEntry,
  withdrawWhitelistEntry,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class WhitelistController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listWhitelist)
  listWhitelist({ context, query }: Call<typeof routes.listWhitelist>) {
    return listWhitelist(this.app, context, query);
  }

  @Route(routes.proposeWhitelistEntry)
  async proposeWhitelistEntry({ context, body }: Call<typeof routes.proposeWhitelistEntry>) {
    return viewWhitelistEntry(this.app, context, await proposeWhitelistEntry(this.app, context, body));
  }

  @Route(routes.decideWhitelistEntry)
  async decideWhitelistEntry({ context, params, body }: Call<typeof routes.decideWhitelistEntry>) {
    return viewWhitelistEntry(this.app, context, await decideWhitelistEntry(this.app, context, { ...params, ...body }));
  }

  @Route(routes.withdrawWhitelistEntry)
  async withdrawWhitelistEntry({ context, params }: Call<typeof routes.withdrawWhitelistEntry>) {
    return viewWhitelistEntry(this.app, context, await withdrawWhitelistEntry(this.app, context, params));
  }

  @Route(routes.endWhitelistEntry)
  async endWhitelistEntry({ context, params, body }: Call<typeof routes.endWhitelistEntry>) {
    return viewWhitelistEntry(this.app, context, await endWhitelistEntry(this.app, context, { ...params, ...body }));
  }
}
