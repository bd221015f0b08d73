import {
  getAgencyInspection,
  listAgencyInspections,
  stepAgencyInspection,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class AgencyInspectionController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.listAgencyInspections)
  listAgencyInspections({ context }: Call<typeof routes.listAgencyInspections>) {
    return listAgencyInspections(this.app, context);
  }

  @Route(routes.getAgencyInspection)
  getAgencyInspection({ context, params }: Call<typeof routes.getAgencyInspection>) {
    return getAgencyInspection(this.app, context, params);
  }

  @Route(routes.stepAgencyInspection)
  stepAgencyInspection({ context, params, body }: Call<typeof routes.stepAgencyInspection>) {
    return stepAgencyInspection(this.app, context, { ...params, ...body });
  }
}
