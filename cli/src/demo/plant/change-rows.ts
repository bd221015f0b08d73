import type { DemoPeriod } from '../months.js';
import type { Row } from '../rows.js';
import type { Slip, World } from '../world.js';

type Place = Pick<Slip, 'agency' | 'line' | 'dataset'>;

/** Sends the rows that are meant otherwise than they are kept, in each of the months. */
export function changeRows(
  world: World,
  place: Place,
  periods: readonly DemoPeriod[],
  table: string,
  change: (row: Row, index: number) => Row,
): void {
  for (const period of periods) {
    const spoil: Slip['spoil'] = (tables) => ({ ...tables, [table]: (tables[table] ?? []).map(change) });
    world.slips.push({ ...place, period, spoil });
  }
}

/** Sends rows more than are kept, in each of the months; they are written only when the month is. */
export function addRows(
  world: World,
  place: Place,
  periods: readonly DemoPeriod[],
  table: string,
  rows: () => Row[],
): void {
  for (const period of periods) {
    const spoil: Slip['spoil'] = (tables) => ({ ...tables, [table]: [...(tables[table] ?? []), ...rows()] });
    world.slips.push({ ...place, period, spoil });
  }
}
