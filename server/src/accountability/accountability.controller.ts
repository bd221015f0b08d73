import {
  addAccountabilityFile,
  correctAccountability,
  enterAccountability,
  exportAccountability,
  getAccountability,
  getAccountabilityEntry,
  getAccountabilityFile,
  listAccountabilityEntries,
  listAccountabilityFacts,
  withdrawAccountability,
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
export class AccountabilityController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.getAccountability)
  getAccountability({ context, query }: Call<typeof routes.getAccountability>) {
    return getAccountability(this.app, context, query);
  }

  @Route(routes.listAccountabilityFacts)
  listAccountabilityFacts({ context, query }: Call<typeof routes.listAccountabilityFacts>) {
    return listAccountabilityFacts(this.app, context, query);
  }

  @Route(routes.listAccountabilityEntries)
  listAccountabilityEntries({ context, query }: Call<typeof routes.listAccountabilityEntries>) {
    return listAccountabilityEntries(this.app, context, query);
  }

  @Route(routes.getAccountabilityEntry)
  getAccountabilityEntry({ context, params }: Call<typeof routes.getAccountabilityEntry>) {
    return getAccountabilityEntry(this.app, context, params);
  }

  @Route(routes.enterAccountability)
  enterAccountability({ context, body }: Call<typeof routes.enterAccountability>) {
    return enterAccountability(this.app, context, body);
  }

  @Route(routes.correctAccountability)
  correctAccountability({ context, params, body }: Call<typeof routes.correctAccountability>) {
    return correctAccountability(this.app, context, { ...params, ...body });
  }

  @Route(routes.withdrawAccountability)
  withdrawAccountability({ context, params, body }: Call<typeof routes.withdrawAccountability>) {
    return withdrawAccountability(this.app, context, { ...params, ...body });
  }

  @Route(routes.addAccountabilityFile)
  async addAccountabilityFile({ context, params, request }: Call<typeof routes.addAccountabilityFile>) {
    return addAccountabilityFile(this.app, context, { ...params, ...(await takeUpload(request)) });
  }

  @Route(routes.getAccountabilityFile)
  async getAccountabilityFile({ context, params, reply }: Call<typeof routes.getAccountabilityFile>) {
    return sendDownload(reply, await getAccountabilityFile(this.app, context, params));
  }

  @Route(routes.exportAccountability)
  async exportAccountability({ context, query, reply }: Call<typeof routes.exportAccountability>) {
    return sendDownload(reply, await exportAccountability(this.app, context, query));
  }
}
