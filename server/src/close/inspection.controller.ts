import {
  addInspectionFile,
  addRecordFile,
  addWorkRecord,
  declareInterest,
  getInspection,
  getInspectionFile,
  listInspections,
  listInspectors,
  planInspection,
  reviseInspection,
  stepInspection,
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
export class InspectionController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listInspections)
  listInspections({ context, query }: Call<typeof routes.listInspections>) {
    return listInspections(this.app, context, query);
  }

  @Route(routes.listInspectors)
  listInspectors({ context }: Call<typeof routes.listInspectors>) {
    return listInspectors(this.app, context);
  }

  @Route(routes.getInspection)
  getInspection({ context, params }: Call<typeof routes.getInspection>) {
    return getInspection(this.app, context, params);
  }

  @Route(routes.planInspection)
  planInspection({ context, body }: Call<typeof routes.planInspection>) {
    return planInspection(this.app, context, body);
  }

  @Route(routes.reviseInspection)
  reviseInspection({ context, params, body }: Call<typeof routes.reviseInspection>) {
    return reviseInspection(this.app, context, { ...params, ...body });
  }

  @Route(routes.declareInterest)
  declareInterest({ context, params, body }: Call<typeof routes.declareInterest>) {
    return declareInterest(this.app, context, { ...params, ...body });
  }

  @Route(routes.stepInspection)
  stepInspection({ context, params, body }: Call<typeof routes.stepInspection>) {
    return stepInspection(this.app, context, { ...params, ...body });
  }

  @Route(routes.addWorkRecord)
  addWorkRecord({ context, params, body }: Call<typeof routes.addWorkRecord>) {
    return addWorkRecord(this.app, context, { ...params, ...body });
  }

  @Route(routes.addRecordFile)
  async addRecordFile({ context, params, request }: Call<typeof routes.addRecordFile>) {
    return addRecordFile(this.app, context, { ...params, ...(await takeUpload(request)) });
  }

  @Route(routes.addInspectionFile)
  async addInspectionFile({ context, params, request }: Call<typeof routes.addInspectionFile>) {
    return addInspectionFile(this.app, context, { ...params, ...(await takeUpload(request)) });
  }

  @Route(routes.getInspectionFile)
  async getInspectionFile({ context, params, reply }: Call<typeof routes.getInspectionFile>) {
    return sendDownload(reply, await getInspectionFile(this.app, context, params));
  }
}
