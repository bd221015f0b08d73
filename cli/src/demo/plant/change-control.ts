import type { DemoStaff } from '../control-book.js';
import { keyedHash } from '../keyed-hash.js';
import type { DemoPeriod } from '../months.js';
import type { Row, Rows } from '../rows.js';
import type { Slip, World } from '../world.js';

/** Changes the rows of a control table that hold these values, in each of the months; at least one must. */
export function changeControl(
  world: World,
  agency: string,
  periods: readonly DemoPeriod[],
  table: string,
  which: Row,
  changes: Row,
): void {
  slip(world, agency, periods, table, (rows) => {
    if (!rows.some((row) => holds(row, which))) throw new Error(`no such row in ${table} of ${agency}`);
    return rows.map((row) => (holds(row, which) ? { ...row, ...changes } : row));
  });
}

/** Leaves the rows of a control table out that hold these values, in each of the months. */
export function dropControl(
  world: World,
  agency: string,
  periods: readonly DemoPeriod[],
  table: string,
  which: Row,
): void {
  slip(world, agency, periods, table, (rows) => rows.filter((row) => !holds(row, which)));
}

/** Adds rows to a control table in each of the months. */
export function addControl(
  world: World,
  agency: string,
  periods: readonly DemoPeriod[],
  table: string,
  added: Rows,
): void {
  slip(world, agency, periods, table, (rows) => [...rows, ...added]);
}

/** A clerk more, in the post of another one. */
export function addClerk(
  world: World,
  agency: string,
  clerk: Pick<DemoStaff, 'no' | 'name'> & Partial<DemoStaff>,
  like: string,
): void {
  const control = world.controlOf(agency);
  const model = control.staff.find(({ no }) => no === like);
  if (!model) throw new RangeError(`no staff ${like}`);
  control.staff.push({ ...model, personHash: keyedHash(`${agency}${clerk.no.slice(1)}`), ...clerk });
}

/** An entry of the ledger of posts with all that it must say. */
export function dutyRow(duty: Row): Row {
  return {
    process: '受理、初审、复核、审核',
    risk_point: '资料不全',
    risk_level: 'medium',
    control_measure: '分级授权，定期抽查',
    to_date: null,
    ...duty,
  };
}

/** A request for a permission, approved and done on its day unless it says otherwise. */
export function requestRow(request: Row, day: string): Row {
  return {
    kind: 'add',
    applicant: 'S009',
    reviewed_by: 'S013',
    approved_by: 'S008',
    approved_at: `${day}T10:20:00`,
    done_by: 'S014',
    done_at: `${day}T15:40:00`,
    ...request,
  };
}

function slip(
  world: World,
  agency: string,
  periods: readonly DemoPeriod[],
  table: string,
  change: (rows: Rows) => Rows,
): void {
  for (const period of periods) {
    const spoil: Slip['spoil'] = (tables) => ({ ...tables, [table]: change(tables[table] ?? []) });
    world.slips.push({ agency, line: '000', dataset: 'control', period, spoil });
  }
}

function holds(row: Row, which: Row): boolean {
  return Object.entries(which).every(([column, value]) => row[column] === value);
}
