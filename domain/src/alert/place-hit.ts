import { shanghaiDayOf } from '../calendar/index.js';
import { exceedsBy } from './decimal.js';
import { hitName, rowName } from './figures.js';
import type { ExistingAlert, HitOutcome, IndicatorRun, FoundHit, KnownReason } from './reconcile-input.js';
import { endedStates, type AlertState, type ProblemType } from './types.js';

/** Where a hit goes. `former`: the ended alert that a new one follows. */
export type Placement =
  | { kind: 'join'; row: HitOutcome['row']; to: ExistingAlert }
  | { kind: 'known'; row: HitOutcome['row']; to: ExistingAlert | null; reason: KnownReason }
  | { kind: 'new'; row: HitOutcome['row']; former: ExistingAlert | null; recurrence: boolean; severityUp: boolean };

/** Answers after which the same state needs no new explanation (row 11). */
const standingAnswers: readonly ProblemType[] = ['P3', 'P4', 'P9', 'P10'];
/** Answers that admit a fault; its return is graver (rows 13, 14). */
export const faultAnswers: readonly ProblemType[] = ['P5', 'P6', 'P7', 'P8'];

export function isOpen(state: AlertState): boolean {
  return !(endedStates as readonly AlertState[]).includes(state);
}

/**
 * The rows 1–5 and 9–15 for one hit. `candidates` are the alerts of its key: for a monthly indicator those of the run's
 * month only; a grouped alert counts where it holds a row of the hit's subject.
 *
 * Precedence: an open alert, then a withdrawn one, then the latest closed or dismissed one. It is asked first among the
 * alerts that already hold the hit, then among all of the key: a fact that was explained and closed stays known
 * (row 10) although another alert of the person is open by now.
 */
export function placeHit(
  run: IndicatorRun,
  hit: FoundHit,
  candidates: readonly ExistingAlert[],
  growthPercent: number,
): Placement {
  const confirmed = first(candidates.filter((one) => rowsOf(one).live.has(rowName({ ...hit, period: run.period }))));
  if (confirmed) return { kind: 'join', row: 2, to: confirmed };
  // What an open alert is about stays with it until somebody closes it.
  const inOpen = candidates.some((one) => isOpen(one.alert.state) && rowsOf(one).hits.has(hitName(hit)));
  if (!inOpen && isWhitelisted(run, hit)) return { kind: 'known', row: 15, to: null, reason: 'whitelist' };

  const holder = first(candidates.filter((one) => rowsOf(one).hits.has(hitName(hit))));
  const leading = first(candidates);
  if (!run.indicator.continues) return placeMonthly(holder ?? leading);
  if (!holder) return leading ? placeUnseen(leading) : { ...nothingBefore, row: 1 };

  const { alert } = holder;
  if (isOpen(alert.state)) return { kind: 'join', row: 3, to: holder };
  if (alert.state === 'withdrawn')
    return leading && isOpen(leading.alert.state)
      ? { kind: 'join', row: 3, to: leading }
      : { kind: 'join', row: 9, to: holder };
  if (run.indicator.hitIs === 'fact') return { kind: 'known', row: 10, to: holder, reason: 'fact_explained' };
  if (alert.state === 'dismissed' || standingAnswers.includes(alert.problemType!)) {
    if (!hasGrown(hit, holder, growthPercent)) return { kind: 'known', row: 11, to: holder, reason: 'answer_stands' };
    if (leading && leading !== holder && isOpen(leading.alert.state)) return { kind: 'join', row: 3, to: leading };
    return { kind: 'new', row: 11, former: holder, recurrence: false, severityUp: false };
  }
  const closedOn = alert.closedOn ?? shanghaiDayOf(alert.closedAt!);
  if (run.dueOn <= closedOn) return { kind: 'known', row: 12, to: holder, reason: 'due_before_closing' };
  if (leading && isOpen(leading.alert.state)) return { kind: 'join', row: 3, to: leading };
  if (leading?.alert.state === 'withdrawn') return { kind: 'join', row: 9, to: leading };
  return {
    kind: 'new',
    row: 13,
    former: holder,
    recurrence: true,
    severityUp: faultAnswers.includes(alert.problemType!),
  };
}

/** Row 11: the state exceeds what the answer explained, by amount or by what was observed. */
function hasGrown(hit: FoundHit, { hits }: ExistingAlert, percent: number): boolean {
  const name = hitName(hit);
  const explained = hits.filter((row) => hitName(row) === name).reduce((a, b) => (b.period > a.period ? b : a));
  return exceedsBy(hit.amount, explained.amount, percent) || exceedsBy(hit.observed, explained.observed, percent);
}

const whitelists = new WeakMap<IndicatorRun, ReadonlySet<string>>();

function isWhitelisted(run: IndicatorRun, { agency, line, subject }: FoundHit): boolean {
  let names = whitelists.get(run);
  if (!names) {
    names = new Set(run.whitelist.map((one) => JSON.stringify([one.agency, one.line, one.subject])));
    whitelists.set(run, names);
  }
  return names.has(JSON.stringify([agency, line, subject]));
}

const nothingBefore = { kind: 'new', former: null, recurrence: false, severityUp: false } as const;

/** The alert of the month takes every hit of the month, whatever its state (rows 1, 4, 5, 9). */
function placeMonthly(alertOfMonth: ExistingAlert | null): Placement {
  if (!alertOfMonth) return { ...nothingBefore, row: 1 };
  const { state } = alertOfMonth.alert;
  return { kind: 'join', row: isOpen(state) ? 4 : state === 'withdrawn' ? 9 : 5, to: alertOfMonth };
}

/** A hit that no alert of the key ever held, of a continuing indicator (rows 3, 9, 14). */
export function placeUnseen(leading: ExistingAlert): Placement {
  const { state, problemType } = leading.alert;
  if (isOpen(state)) return { kind: 'join', row: 3, to: leading };
  if (state === 'withdrawn') return { kind: 'join', row: 9, to: leading };
  const fault = state === 'closed' && faultAnswers.includes(problemType!);
  return { kind: 'new', row: 14, former: leading, recurrence: fault, severityUp: fault };
}

/** The alert that precedence puts first; null without any. */
export function first(candidates: readonly ExistingAlert[]): ExistingAlert | null {
  const rank = ({ alert }: ExistingAlert) => (isOpen(alert.state) ? 0 : alert.state === 'withdrawn' ? 1 : 2);
  const latest = ({ alert }: ExistingAlert) => Date.parse(alert.closedAt ?? alert.raisedAt);
  return (
    [...candidates].sort(
      (a, b) => rank(a) - rank(b) || latest(b) - latest(a) || (a.alert.id < b.alert.id ? 1 : -1),
    )[0] ?? null
  );
}

interface RowNames {
  /** The live rows. */
  live: ReadonlySet<string>;
  /** The hits that the alert holds in any period, live or not. */
  hits: ReadonlySet<string>;
}
const rowNames = new WeakMap<ExistingAlert, RowNames>();

/** Looked up once per hit, and an alert of an agency may hold a hundred thousand rows. */
function rowsOf(one: ExistingAlert): RowNames {
  let names = rowNames.get(one);
  if (!names) {
    names = { live: new Set(one.hits.filter((row) => row.live).map(rowName)), hits: new Set(one.hits.map(hitName)) };
    rowNames.set(one, names);
  }
  return names;
}
