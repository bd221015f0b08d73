import { defaultAlertSettings } from '@fundwatch/domain/alert';
import { builtInCalendar, startOfDay } from '@fundwatch/domain/calendar';
import { fixReturnDeadline } from '@fundwatch/domain/close';
import { fixAutomaticReceipt } from '@fundwatch/domain/dispatch';
import { fixAnswerDeadline, fixReceipt } from '@fundwatch/domain/feedback';
import type { FactRow } from '@fundwatch/storage/facts';
import {
  demoMonths,
  expectedFindings,
  humanSteps,
  looks,
  type DemoOptions,
  type DemoPeriod,
  type HumanStep,
} from '../../cli/src/demo/index.js';

/** How an alert of the stories is called before it has a number. */
const nameOf = ({ which }: HumanStep): string => `${which.indicator}/${which.line}`;

/** The stories' alerts as a month's last day leaves them; what corrected data withdraws is left out. */
export function supervisionAlerts(options: DemoOptions, period: DemoPeriod): FactRow[] {
  const withdrawn = new Set(
    expectedFindings(options).withdrawn.map((one) => `${one.indicator}/${one.agency}/${one.line}/${one.period}`),
  );
  const alerts = new Map<string, HumanStep[]>();
  for (const step of humanSteps(options)) {
    const { indicator, agency, line, period: raisedIn } = step.which;
    const key = `${indicator}/${agency}/${line}/${raisedIn}`;
    if (!withdrawn.has(key)) alerts.set(key, [...(alerts.get(key) ?? []), step]);
  }
  const { firstDay, lastDay } = demoMonths[period];
  return [...alerts.values()].flatMap((steps) => {
    const known = steps.filter(({ on }) => on.slice(0, 10) <= lastDay);
    const row = known.length ? rowOf(known, lastDay) : null;
    const ended = known.find((step) => step.do === 'close' || step.do === 'dismiss');
    return row && !(ended && ended.on.slice(0, 10) < firstDay) ? [row] : [];
  });
}

function rowOf(steps: readonly HumanStep[], lastDay: string): FactRow | null {
  const dispatch = steps.find((step) => step.do === 'dispatch');
  if (!dispatch) return null;
  const times = (what: HumanStep['do']) => steps.filter((step) => step.do === what).map(({ on }) => on);
  const instant = (on: string) => new Date(on).toISOString();
  const { autoReceiptWorkingDays, returnWorkingDays } = defaultAlertSettings;
  const autoReceiptOn = fixAutomaticReceipt(instant(dispatch.on), builtInCalendar, autoReceiptWorkingDays)!;
  const [signedAt] = times('receive');
  const receiptAt = signedAt ?? (autoReceiptOn <= lastDay ? startOfDay(autoReceiptOn) : null);
  const receivedOn = receiptAt === null ? null : fixReceipt(instant(receiptAt), autoReceiptOn);
  const answers = times('answer');
  const returns = times('return');
  const returnedAt = returns.at(-1) ?? null;
  const last = steps.at(-1)!.do;
  const states = {
    answer: 'answered',
    return: 'returned',
    close: 'closed',
    order_rectification: 'rectifying',
    report_rectification: 'rectified',
    submit_for_second_review: 'in_second_review',
  } as const;
  return {
    agency: dispatch.which.agency,
    line: dispatch.which.line,
    alert_number: nameOf(dispatch),
    indicator: dispatch.which.indicator,
    severity: 'high',
    state: last in states ? states[last as keyof typeof states] : receivedOn ? 'received' : 'dispatched',
    dispatched_at: clock(dispatch.on),
    received_on: receivedOn,
    due_on: receivedOn && fixAnswerDeadline(receivedOn, builtInCalendar),
    answered_at: clock(answers[0] ?? null),
    returns: String(returns.length),
    returned_at: clock(returnedAt),
    return_due_on: returnedAt && fixReturnDeadline(instant(returnedAt), builtInCalendar, returnWorkingDays),
    answered_again_at: clock(returnedAt && (answers.find((on) => on > returnedAt) ?? null)),
  };
}

const clock = (on: string | null): string | null => on && on.slice(0, 19).replace('T', ' ');

/** What accounts look at in clear in a month of the demonstration. */
export function supervisionExports(period: DemoPeriod): FactRow[] {
  return looks
    .filter(({ on }) => on.slice(0, 7).replace('-', '') === period)
    .map(({ by, organisation, times }) => ({ agency: organisation, account: by, exports: String(times), rows: '0' }));
}
