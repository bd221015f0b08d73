import {
  beginUpload,
  cancelUpload,
  findUpload,
  finishUpload,
  listUploads,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';
import { ResumableUploads } from './resumable-uploads.js';

/** Uploads that may be broken off and taken up again; whose they are is decided here, their bytes travel by tus. */
@Controller()
export class UploadController {
  private readonly uploads: ResumableUploads;

  constructor(@Inject(APPLICATION) private readonly app: Application) {
    this.uploads = new ResumableUploads(app);
  }

  @Route(routes.listUploads)
  listUploads({ context }: Call<typeof routes.listUploads>) {
    return listUploads(this.app, context);
  }

  @Route(routes.beginUpload)
  async beginUpload({ context, request, reply }: Call<typeof routes.beginUpload>) {
    const { id } = await beginUpload(this.app, context, this.uploads.readAnnouncement(request));
    await this.uploads.answer(request, reply, { id });
  }

  @Route(routes.getUploadOffset)
  async getUploadOffset({ context, params, request, reply }: Call<typeof routes.getUploadOffset>) {
    // Complete, but its sender was not told: the server fell between the last byte and the package.
    await finishUpload(this.app, context, params.uploadId);
    const found = await findUpload(this.app, context, params.uploadId);
    if (found.state === 'finished') return this.uploads.answerFinished(reply, found.bytes);
    await this.uploads.answer(request, reply, { id: params.uploadId });
  }

  @Route(routes.sendUpload)
  async sendUpload({ context, params, request, reply }: Call<typeof routes.sendUpload>) {
    await findUpload(this.app, context, params.uploadId);
    await this.uploads.answer(request, reply, {
      id: params.uploadId,
      onFinished: async () => void (await finishUpload(this.app, context, params.uploadId)),
    });
  }

  @Route(routes.cancelUpload)
  async cancelUpload({ context, params, reply }: Call<typeof routes.cancelUpload>) {
    await cancelUpload(this.app, context, params.uploadId);
    this.uploads.answerGone(reply);
  }
}
