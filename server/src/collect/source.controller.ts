import {
  checkSourceMapping,
  getSourceMapping,
  getWatchedFolder,
  listExchangeSources,
  listExternalFeeds,
  requestPull,
  saveSourceMapping,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class SourceController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listExchangeSources)
  listExchangeSources({ context }: Call<typeof routes.listExchangeSources>) {
    return listExchangeSources(this.app, context);
  }

  @Route(routes.pullExchangeSource)
  pullExchangeSource({ context, params }: Call<typeof routes.pullExchangeSource>) {
    return requestPull(this.app, context, params);
  }

  @Route(routes.getSourceMapping)
  getSourceMapping({ context, params }: Call<typeof routes.getSourceMapping>) {
    return getSourceMapping(this.app, context, params);
  }

  @Route(routes.checkSourceMapping)
  checkSourceMapping({ context, params, body }: Call<typeof routes.checkSourceMapping>) {
    return checkSourceMapping(this.app, context, { ...params, ...body });
  }

  @Route(routes.saveSourceMapping)
  saveSourceMapping({ context, params, body }: Call<typeof routes.saveSourceMapping>) {
    return saveSourceMapping(this.app, context, { ...params, ...body });
  }

  @Route(routes.getWatchedFolder)
  getWatchedFolder({ context }: Call<typeof routes.getWatchedFolder>) {
    return getWatchedFolder(this.app, context);
  }

  @Route(routes.listExternalFeeds)
  listExternalFeeds({ context }: Call<typeof routes.listExternalFeeds>) {
    return listExternalFeeds(this.app, context);
  }
}
