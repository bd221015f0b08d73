import { z } from 'zod';
import { route } from './contract.js';
import { agencyShape, dayShape, decimalShape, instantShape, periodShape, severityShape } from './shapes.js';
import { alertRowShape } from './alert.js';

/** One of the leader's four figures with the month before and the run of months; null where nothing was due. */
const figureShape = z.object({
  value: decimalShape.nullable(),
  before: decimalShape.nullable(),
  series: z.array(z.object({ period: periodShape, value: decimalShape.nullable() })),
});

export const overviewRoutes = {
  getOverview: route({
    name: 'getOverview',
    method: 'GET',
    path: '/overview',
    summary: 'Four figures, alerts by month and by agency, the oldest matters',
    access: ['bureau_leader', 'supervision_head', 'supervision_officer'],
    query: z.object({ period: periodShape }),
    reply: z.object({
      asOf: instantShape,
      businessDay: dayShape,
      /** 到期答复率: answers that were due and came by their day, per cent of those due in the month. */
      answeredOnTime: figureShape,
      /** 未结预警: open at the end of the month (now for the current one). */
      openAlerts: figureShape,
      /** 涉及金额 of the alerts first found in the month, yuan. */
      amount: figureShape,
      /** 上报准时率: accepted by the due day, per cent of expected. */
      submittedOnTime: figureShape,
      /** Until when the period's data was due, and the last day before its lock; null while a calendar is missing. */
      due: z.object({ dueOn: dayShape.nullable(), lockedOn: dayShape.nullable() }),
      byMonth: z.array(z.object({ period: periodShape, severity: severityShape, alerts: z.number().int() })),
      byAgency: z.array(
        z.object({
          agency: z.object({ code: agencyShape, name: z.string() }),
          open: z.number().int(),
          overdue: z.number().int(),
          closed: z.number().int(),
          amount: decimalShape,
          /** 机构风险积分 (YX14); null where the month brought no payments. */
          riskScore: decimalShape.nullable(),
        }),
      ),
      oldest: z.array(alertRowShape),
    }),
  }),
} as const;
