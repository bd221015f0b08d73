import {
  listInspectionNotices,
  listMatterDocuments,
  makeMatterDocument,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class MatterDocumentController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listMatterDocuments)
  listMatterDocuments({ context, params }: Call<typeof routes.listMatterDocuments>) {
    return listMatterDocuments(this.app, context, params);
  }

  @Route(routes.makeMatterDocument)
  makeMatterDocument({ context, params, body }: Call<typeof routes.makeMatterDocument>) {
    return makeMatterDocument(this.app, context, { ...params, ...body });
  }

  @Route(routes.listInspectionNotices)
  listInspectionNotices({ context }: Call<typeof routes.listInspectionNotices>) {
    return listInspectionNotices(this.app, context);
  }
}
