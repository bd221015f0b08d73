import {
  addBranchAttachment,
  listBranches,
  listConsultations,
  listDepartments,
  openBranch,
  stepBranch,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { takeUpload } from '../platform/take-upload.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class BranchController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listBranches)
  listBranches({ context, params }: Call<typeof routes.listBranches>) {
    return listBranches(this.app, context, params);
  }

  @Route(routes.openBranch)
  openBranch({ context, params, body }: Call<typeof routes.openBranch>) {
    return openBranch(this.app, context, { ...params, ...body });
  }

  @Route(routes.stepBranch)
  stepBranch({ context, params, body }: Call<typeof routes.stepBranch>) {
    return stepBranch(this.app, context, { ...params, ...body });
  }

  @Route(routes.addBranchAttachment)
  async addBranchAttachment({ context, params, request }: Call<typeof routes.addBranchAttachment>) {
    return addBranchAttachment(this.app, context, { ...params, ...(await takeUpload(request)) });
  }

  @Route(routes.listConsultations)
  listConsultations({ context, query }: Call<typeof routes.listConsultations>) {
    return listConsultations(this.app, context, query);
  }

  @Route(routes.listDepartments)
  listDepartments({ context }: Call<typeof routes.listDepartments>) {
    return listDepartments(this.app, context);
  }
}
