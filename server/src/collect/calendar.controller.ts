import {
  getCalendars,
  getCalendarWaiting,
  getSubmissionTerms,
  importCalendar,
  previewCalendar,
  setSubmissionTerm,
  type Application,
} from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { Controller, Inject } from '@nestjs/common';
import type { Call } from '../platform/call.js';
import { Route } from '../platform/route.js';
import { APPLICATION } from '../platform/tokens.js';

@Controller()
export class CalendarController {
  constructor(@Inject(APPLICATION) private readonly app: Application) {}

  @Route(routes.getCalendars)
  getCalendars({ context }: Call<typeof routes.getCalendars>) {
    return getCalendars(this.app, context);
  }

  @Route(routes.getCalendarWaiting)
  getCalendarWaiting({ context }: Call<typeof routes.getCalendarWaiting>) {
    return getCalendarWaiting(this.app, context);
  }

  @Route(routes.previewCalendar)
  previewCalendar({ context, body }: Call<typeof routes.previewCalendar>) {
    return previewCalendar(this.app, context, body);
  }

  @Route(routes.importCalendar)
  importCalendar({ context, body }: Call<typeof routes.importCalendar>) {
    return importCalendar(this.app, context, body);
  }

  @Route(routes.getSubmissionTerms)
  getSubmissionTerms({ context }: Call<typeof routes.getSubmissionTerms>) {
    return getSubmissionTerms(this.app, context);
  }

  @Route(routes.setSubmissionTerm)
  setSubmissionTerm({ context, body }: Call<typeof routes.setSubmissionTerm>) {
    return setSubmissionTerm(this.app, context, body);
  }
}
