import {
  downloadFactTable,
  downloadSubmissionChecks,
  downloadSubmittedPackage,
  downloadUnmaskedFactTable,
  listDifferingRows,
  listFactRows,
  listSubmissionDifferences,
  listSubmissionVersions,
  stateSubmissionReason,
  unmaskDifferingRows,
  unmaskFactRows,
  type Application,
  type FactsReader,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { sendDownload } from '../platform/send-download.js';
import { APPLICATION, FACTS_READER } from '../platform/tokens.js';

@Controller()
export class VersionController {
  constructor(
    @Inject(APPLICATION) private readonly app: Application,
    @Inject(FACTS_READER) private readonly reader: FactsReader,
  ) {}

  @Route(routes.listSubmissionVersions)
  listSubmissionVersions({ context, params }: Call<typeof routes.listSubmissionVersions>) {
    return listSubmissionVersions(this.app, context, params);
  }

  @Route(routes.stateSubmissionReason)
  stateSubmissionReason({ context, params, body }: Call<typeof routes.stateSubmissionReason>) {
    return stateSubmissionReason(this.app, context, { ...params, ...body });
  }

  @Route(routes.listSubmissionDifferences)
  listSubmissionDifferences({ context, params }: Call<typeof routes.listSubmissionDifferences>) {
    return listSubmissionDifferences(this.app, context, params);
  }

  @Route(routes.listDifferingRows)
  listDifferingRows({ context, params, query }: Call<typeof routes.listDifferingRows>) {
    return listDifferingRows(this.app, context, { ...params, ...query });
  }

  @Route(routes.unmaskDifferingRows)
  unmaskDifferingRows({ context, params, query, body }: Call<typeof routes.unmaskDifferingRows>) {
    return unmaskDifferingRows(this.app, context, { ...params, ...query, ...body });
  }

  @Route(routes.listFactRows)
  listFactRows({ context, params, query }: Call<typeof routes.listFactRows>) {
    return listFactRows(this.app, context, this.reader, { ...params, ...query });
  }

  @Route(routes.unmaskFactRows)
  unmaskFactRows({ context, params, query, body }: Call<typeof routes.unmaskFactRows>) {
    return unmaskFactRows(this.app, context, this.reader, { ...params, ...query, ...body });
  }

  @Route(routes.downloadFactTable)
  async downloadFactTable({ context, params, reply }: Call<typeof routes.downloadFactTable>) {
    return sendDownload(reply, await downloadFactTable(this.app, context, this.reader, params));
  }

  @Route(routes.downloadUnmaskedFactTable)
  async downloadUnmaskedFactTable({ context, params, body, reply }: Call<typeof routes.downloadUnmaskedFactTable>) {
    return sendDownload(reply, await downloadUnmaskedFactTable(this.app, context, this.reader, { ...params, ...body }));
  }

  @Route(routes.downloadSubmittedPackage)
  async downloadSubmittedPackage({ context, params, body, reply }: Call<typeof routes.downloadSubmittedPackage>) {
    return sendDownload(reply, await downloadSubmittedPackage(this.app, context, { ...params, ...body }));
  }

  @Route(routes.downloadSubmissionChecks)
  async downloadSubmissionChecks({ context, params, query, reply }: Call<typeof routes.downloadSubmissionChecks>) {
    return sendDownload(reply, await downloadSubmissionChecks(this.app, context, { ...params, ...query }));
  }
}
