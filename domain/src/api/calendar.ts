import { z } from 'zod';
import { route } from './contract.js';
import { dayShape, instantShape, periodShape } from './shapes.js';

const reasonShape = z.string().trim().min(1).max(500);
const yearShape = z.number().int().min(2000).max(2100);
const fileShape = z.object({ fileName: z.string().max(200), content: z.string().min(1).max(200_000) });

/** What an import did, or would do. */
export const calendarImportShape = z.object({
  version: z.string(),
  years: z.array(
    z.object({
      year: yearShape,
      revision: z.number().int(),
      /** The year was there already: its days change. */
      replaces: z.boolean(),
      daysOff: z.number().int(),
      workingDays: z.number().int(),
      changedDays: z.array(z.object({ day: dayShape, working: z.boolean() })),
    }),
  ),
  reasonRequired: z.boolean(),
  /** Dates that waited and are filled in, and open ones that move. */
  filled: z.number().int(),
  moved: z.number().int(),
  /** The first fifty of them; `before` null: it waited. */
  deadlines: z.array(
    z.object({
      number: z.string(),
      clock: z.enum([
        'auto_receipt',
        'answer',
        'return',
        'rectification',
        'consultation_receipt',
        'opinion',
        'draft',
        'objection',
        'inspection_rectification',
      ]),
      before: dayShape.nullable(),
      dueOn: dayShape,
    }),
  ),
});

export const submissionTermShape = z.object({
  from: periodShape,
  dueDay: z.number().int().min(1).max(28),
  roll: z.boolean(),
  lockWorkingDays: z.number().int().min(0).max(60),
});
const submissionTermsShape = z.object({
  /** What holds before the first one that was set. */
  initial: submissionTermShape,
  /** Latest first. */
  set: z.array(submissionTermShape.extend({ reason: z.string(), setBy: z.string(), setAt: instantShape })),
  /** The first period whose due day can still be changed. */
  earliest: periodShape,
  dates: z.array(
    z.object({
      period: periodShape,
      nominalDueOn: dayShape,
      /** Null while the calendar lacks the year. */
      dueOn: dayShape.nullable(),
      lockedOn: dayShape.nullable(),
    }),
  ),
});

const keepers = ['data_steward', 'administrator'] as const;

export const calendarRoutes = {
  getCalendars: route({
    name: 'getCalendars',
    method: 'GET',
    path: '/calendars',
    summary: 'Working-day calendars by year, and who imported them',
    access: 'session',
    reply: z.object({
      version: z.string(),
      builtIn: z.array(yearShape),
      years: z.array(
        z.object({
          year: yearShape,
          /** 0: as it comes with the product. */
          revision: z.number().int(),
          papers: z.array(z.object({ title: z.string(), url: z.string().nullable() })),
          daysOff: z.array(dayShape),
          workingDays: z.array(dayShape),
        }),
      ),
      /** Latest first. */
      imports: z.array(
        z.object({
          year: yearShape,
          revision: z.number().int(),
          fileName: z.string(),
          fileSha256: z.string(),
          reason: z.string().nullable(),
          importedBy: z.string(),
          importedAt: instantShape,
        }),
      ),
      thisYear: yearShape,
    }),
  }),
  getCalendarWaiting: route({
    name: 'getCalendarWaiting',
    method: 'GET',
    path: '/calendars/waiting',
    summary: 'How many deadlines wait for a calendar, and the year to import',
    access: ['supervision_officer', 'supervision_head', ...keepers],
    reply: z.object({
      /** Null: nothing waits, and the next year's notice need not be out yet. */
      missingYear: yearShape.nullable(),
      waiting: z.number().int(),
    }),
  }),
  previewCalendar: route({
    name: 'previewCalendar',
    method: 'POST',
    path: '/calendars/preview',
    summary: 'What importing a calendar file would change',
    access: keepers,
    body: fileShape,
    reply: calendarImportShape,
  }),
  importCalendar: route({
    name: 'importCalendar',
    method: 'POST',
    path: '/calendars',
    summary: 'Import a calendar file; deadlines that waited for it are filled in',
    access: keepers,
    body: fileShape.extend({ reason: reasonShape.optional() }),
    reply: calendarImportShape,
  }),
  getSubmissionTerms: route({
    name: 'getSubmissionTerms',
    method: 'GET',
    path: '/submission-terms',
    summary: 'When the data of a month is due and locked',
    access: 'session',
    reply: submissionTermsShape,
  }),
  setSubmissionTerm: route({
    name: 'setSubmissionTerm',
    method: 'POST',
    path: '/submission-terms',
    summary: 'Set the due day and the lock from a period on that is not due yet',
    access: ['data_steward'],
    body: submissionTermShape.extend({ reason: reasonShape }),
    reply: submissionTermsShape,
  }),
} as const;
