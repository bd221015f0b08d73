import type { ExtraMovement } from '../line-book.js';
import { atSecond, clock, demoMonths, type DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { World } from '../world.js';

/** A movement of money outside the ordinary flow, on the day of the month's supplementary batch unless it says otherwise. */
export interface PlannedMovement extends Omit<ExtraMovement, 'at' | 'serial'> {
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
  at?: string;
}

/** Books and banks a movement; its serial is known when the statements are written. */
export function moveMoney(world: World, { agency, line, period, at, ...rest }: PlannedMovement): ExtraMovement {
  const movement: ExtraMovement = {
    ...rest,
    at: at ?? atSecond(demoMonths[period].supplementOn, clock(11, 20)),
    serial: null,
  };
  world.book(agency, line).months[period].movements.push(movement);
  return movement;
}
