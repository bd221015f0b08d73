import type { LogEntry, Step } from '../control-book.js';
import { atSecond, clock, type DemoPeriod } from '../months.js';
import type { World } from '../world.js';

/** One step of a business: who takes it and at which hour of the day. */
export type StepOfDay = readonly [step: Step, staff: string | null, hour: number];

/** Logs a business of one day, of medium risk unless it says otherwise; the steps come back in their order. */
export function handleBusiness(
  world: World,
  agency: string,
  day: string,
  steps: readonly StepOfDay[],
  more: Partial<LogEntry> = {},
): LogEntry[] {
  const control = world.controlOf(agency);
  const period = (day.slice(0, 4) + day.slice(5, 7)) as DemoPeriod;
  const businessNo = more.businessNo ?? control.newBusinessNo(period);
  return steps.map(([step, staff, hour]) =>
    control.step(period, businessNo, step, staff, atSecond(day, clock(hour, 7 + hour, 11)), {
      riskLevel: 'medium',
      ...more,
    }),
  );
}
