import {
  downloadDocument,
  downloadDocumentTemplate,
  listDocuments,
  listDocumentTemplates,
  listSummaryDocuments,
  makeDocument,
  makeSummaryDocument,
  restoreDocumentTemplate,
  uploadDocumentTemplate,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { sendDownload } from '../platform/send-download.js';
import { takeUpload } from '../platform/take-upload.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class DocumentController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listDocuments)
  listDocuments({ context, params }: Call<typeof routes.listDocuments>) {
    return listDocuments(this.app, context, params);
  }

  @Route(routes.makeDocument)
  makeDocument({ context, params, body }: Call<typeof routes.makeDocument>) {
    return makeDocument(this.app, context, { ...params, ...body });
  }

  @Route(routes.downloadDocument)
  async downloadDocument({ context, params, reply }: Call<typeof routes.downloadDocument>) {
    return sendDownload(reply, await downloadDocument(this.app, context, params));
  }

  @Route(routes.listSummaryDocuments)
  listSummaryDocuments({ context }: Call<typeof routes.listSummaryDocuments>) {
    return listSummaryDocuments(this.app, context);
  }

  @Route(routes.makeSummaryDocument)
  makeSummaryDocument({ context, body }: Call<typeof routes.makeSummaryDocument>) {
    return makeSummaryDocument(this.app, context, body);
  }

  @Route(routes.listDocumentTemplates)
  listDocumentTemplates({ context }: Call<typeof routes.listDocumentTemplates>) {
    return listDocumentTemplates(this.app, context);
  }

  @Route(routes.downloadDocumentTemplate)
  async downloadDocumentTemplate({ context, params, reply }: Call<typeof routes.downloadDocumentTemplate>) {
    return sendDownload(reply, await downloadDocumentTemplate(this.app, context, params));
  }

  @Route(routes.uploadDocumentTemplate)
  async uploadDocumentTemplate({ context, params, request }: Call<typeof routes.uploadDocumentTemplate>) {
    return uploadDocumentTemplate(this.app, context, { ...params, ...(await takeUpload(request)) });
  }

  @Route(routes.restoreDocumentTemplate)
  restoreDocumentTemplate({ context, params, body }: Call<typeof routes.restoreDocumentTemplate>) {
    return restoreDocumentTemplate(this.app, context, { ...params, ...body });
  }
}
