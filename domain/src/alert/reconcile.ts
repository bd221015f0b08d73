import { addPeriods, type Period } from '../calendar/index.js';
import type { Alert, AlertEvent, AlertHit } from './alert.js';
import { clocksCleared } from './decide.js';
import { agencyMaySeeStep } from './decide-branch.js';
import { shortDecimal } from './decimal.js';
import { figuresOf, highestSeverity, hitName, oneSeverityUp, rowName } from './figures.js';
import { faultAnswers, first, isOpen, placeHit, placeUnseen, type Placement } from './place-hit.js';
import type {
  ExistingAlert,
  FoundHit,
  HitOutcome,
  IndicatorRun,
  NewAlert,
  ReconcileEffect,
  ReconcileOptions,
  Reconciliation,
} from './reconcile-input.js';
import { standingAnswerStates, type AlertState, type Severity } from './types.js';

export * from './reconcile-input.js';

/** A monthly alert is labelled *again* when its like was closed P5–P8 within so many periods. */
const againWithin = 12;

/**
 * What the run of one indicator over one period does to its alerts: the table of reconcile.md.
 * Pure; `existing` are all alerts of the indicator, in any state, with all of their rows. Reconciling the same run
 * again after its effects are applied yields none (row 2).
 */
export function reconcile(
  existing: readonly ExistingAlert[],
  run: IndicatorRun,
  options: ReconcileOptions,
): Reconciliation {
  const byKey = new AlertIndex(existing, run);
  const found = run.hits.map((hit) => ({
    hit,
    placement: placeHit(run, hit, byKey.of(hit), options.settings.standingGrowthPercent),
  }));
  const grouped = groupFlood(found, byKey, options.settings.groupLimit);

  const joins = new Map<string, Placed[]>();
  const creations = new Map<string, Placed[]>();
  const outcomes = grouped.map((placed): HitOutcome => {
    const { hit, placement } = placed;
    const { agency, line, subject, hitKey } = hit;
    const told = { agency, line, subject, hitKey, row: placed.grouped ? (16 as const) : placement.row };
    if (placement.kind === 'known') {
      const alert = placement.to && { id: placement.to.alert.id };
      return { ...told, known: placement.reason, alert };
    }
    if (placement.kind === 'join') {
      push(joins, placement.to.alert.id, placed);
      return { ...told, known: null, alert: { id: placement.to.alert.id } };
    }
    const ref = JSON.stringify([agency, line, placed.alertSubject]);
    push(creations, ref, placed);
    return { ...told, known: null, alert: { ref } };
  });

  const changes = [...existing]
    .sort((a, b) => (a.alert.id < b.alert.id ? -1 : 1))
    .map((one) => changeOf(one, joins.get(one.alert.id) ?? [], run, options))
    .filter((effect) => effect !== null);
  const created = [...creations.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([ref, placed]) => createOf(ref, placed, existing, run, options));
  return { effects: [...changes, ...created], outcomes };
}

interface Placed {
  hit: FoundHit;
  placement: Placement;
  /** The subject of the alert: the hit's, or the agency when grouped. */
  alertSubject: string;
  grouped: boolean;
}

/** The alerts of each key; those of the run's month only where the month is part of the identity. */
class AlertIndex {
  private readonly alerts = new Map<string, ExistingAlert[]>();

  constructor(existing: readonly ExistingAlert[], run: IndicatorRun) {
    for (const one of existing) {
      const { alert, hits } = one;
      if (alert.indicator !== run.indicator.code) continue;
      if (!run.indicator.continues && alert.period !== run.period) continue;
      const subjects = new Set([alert.subject, ...(alert.grouped ? hits.map((row) => row.subject) : [])]);
      for (const subject of subjects) push(this.alerts, JSON.stringify([alert.agency, alert.line, subject]), one);
    }
  }

  of({ agency, line, subject }: { agency: string; line: string; subject: string }): readonly ExistingAlert[] {
    return this.alerts.get(JSON.stringify([agency, line, subject])) ?? [];
  }
}

/** Row 16: too many new subject alerts of an agency and line become one, whose subject is the agency. */
function groupFlood(
  found: readonly { hit: FoundHit; placement: Placement }[],
  byKey: AlertIndex,
  limit: number,
): Placed[] {
  const newSubjects = new Map<string, Set<string>>();
  for (const { hit, placement } of found) {
    if (placement.kind !== 'new' || hit.subject === hit.agency) continue;
    const scope = JSON.stringify([hit.agency, hit.line]);
    newSubjects.set(scope, (newSubjects.get(scope) ?? new Set()).add(hit.subject));
  }
  return found.map(({ hit, placement }) => {
    const alone: Placed = { hit, placement, alertSubject: hit.subject, grouped: false };
    if (placement.kind !== 'new' || hit.subject === hit.agency) return alone;
    if ((newSubjects.get(JSON.stringify([hit.agency, hit.line]))?.size ?? 0) <= limit) return alone;
    const ofAgency = first(byKey.of({ ...hit, subject: hit.agency }));
    const groupPlacement: Placement = ofAgency
      ? placeInGroup(ofAgency, placement)
      : { ...placement, former: null, recurrence: false };
    return { hit, placement: groupPlacement, alertSubject: hit.agency, grouped: true };
  });
}

/** The agency's own alert takes the group; an ended one is followed (continuing) or reopened (of this month). */
function placeInGroup(ofAgency: ExistingAlert, placement: Placement & { kind: 'new' }): Placement {
  if (ofAgency.alert.continues) {
    const placed = placeUnseen(ofAgency);
    return placed.kind === 'new' ? { ...placed, severityUp: placed.severityUp || placement.severityUp } : placed;
  }
  const { state } = ofAgency.alert;
  return { kind: 'join', row: isOpen(state) ? 4 : state === 'withdrawn' ? 9 : 5, to: ofAgency };
}

/** Joins, confirmations and losses of one existing alert; null when nothing changes. */
function changeOf(
  { alert, hits }: ExistingAlert,
  placed: readonly Placed[],
  run: IndicatorRun,
  { now }: ReconcileOptions,
): ReconcileEffect | null {
  const before = new Map(hits.map((row) => [rowName(row), row]));
  const written = placed
    .map(({ hit }) => rowOf(hit, run, before.get(rowName({ ...hit, period: run.period }))?.foundAt ?? now))
    .filter((row) => !equalRows(row, before.get(rowName(row))));
  const gone = hits
    .filter((row) => row.live && row.period === run.period && isGone(alert, row, run))
    .map((row) => ({ ...row, live: false }));
  const rows = [...gone, ...written];
  const becomesGrouped = placed.some((one) => one.grouped) && !alert.grouped;
  if (rows.length === 0 && !becomesGrouped) return null;

  const after = new Map([...before, ...rows.map((row) => [rowName(row), row] as const)]);
  const all = [...after.values()];
  const known = new Set(hits.map(hitName));
  const live = new Set(hits.filter((row) => row.live).map(hitName));
  const unseen = distinct(written.filter((row) => !known.has(hitName(row))).map(hitName));
  const back = distinct(written.filter((row) => known.has(hitName(row)) && !live.has(hitName(row))).map(hitName));

  const reopens =
    placed.some(({ placement }) => placement.row === 9 || placement.row === 5) && !isOpen(alert.state)
      ? alert.state === 'withdrawn' || unseen.length > 0
      : false;
  const withdraws = isOpen(alert.state) && !all.some((row) => row.live);
  const wanted: Partial<Alert> = {
    ...figuresOf(all),
    ...spanOf(alert, all, gone.length > 0),
    severity: highestSeverity([alert.severity, ...written.map((row) => severityOf(row, run))]),
    grouped: alert.grouped || becomesGrouped,
    ...(unseen.length > 0 && hasStandingAnswer(alert.state) ? { newSinceAnswer: true } : {}),
    ...(reopens ? { ...clocksCleared, state: 'raised' } : {}),
    ...(withdraws ? { state: 'withdrawn', waitingForCalendar: false } : {}),
    ...(withdraws && alert.openBranches.length > 0 ? { openBranches: [] } : {}),
  };
  const change = differing(alert, wanted);
  const events: AlertEvent[] = [];
  if (Object.keys(change).length > 0 || gone.length > 0) {
    change.revision = alert.revision + 1;
    const joined = unseen.length > 0 || back.length > 0;
    const type = withdraws ? 'withdraw' : reopens ? 'reopen' : joined ? 'extend' : 'adjust';
    events.push({
      type,
      fromState: alert.state,
      toState: change.state ?? alert.state,
      at: now,
      reason: null,
      details: {
        period: run.period,
        newHits: unseen.length,
        hitsBack: back.length,
        hitsGone: distinct(gone.map(hitName)).length,
        before: pick(alert),
        after: { ...pick(alert), ...pickKnown(change) },
      },
      agencyMaySee: alert.dispatchedAt !== null,
    });
    // What runs beside an alert has nothing left to find out; the rows of its branches are ended with this event.
    if (withdraws)
      for (const kind of alert.openBranches)
        events.push({
          type: `${kind}.cancel`,
          fromState: 'withdrawn',
          toState: 'withdrawn',
          at: now,
          reason: null,
          details: { because: 'withdrawn' },
          agencyMaySee: alert.dispatchedAt !== null && agencyMaySeeStep(kind, 'cancel'),
        });
  }
  return { kind: 'change', alertId: alert.id, revision: alert.revision, change, hits: rows, events };
}

/** Row 6 against row 7: gone only if evaluated, by the same version, and not merely undecidable now. */
function isGone(alert: Alert, row: AlertHit, run: IndicatorRun): boolean {
  const { agency, line } = alert;
  const lookUp = lookUpOf(run);
  const name = JSON.stringify([agency, line, row.subject, row.hitKey]);
  return (
    row.indicatorVersion === run.indicator.version &&
    lookUp.evaluated.has(JSON.stringify([agency, line])) &&
    !lookUp.undecided.has(name) &&
    !lookUp.found.has(name)
  );
}

interface RunLookUp {
  evaluated: ReadonlySet<string>;
  undecided: ReadonlySet<string>;
  found: ReadonlySet<string>;
}
const lookUps = new WeakMap<IndicatorRun, RunLookUp>();

function lookUpOf(run: IndicatorRun): RunLookUp {
  let lookUp = lookUps.get(run);
  if (!lookUp) {
    const name = (hit: { agency: string; line: string; subject: string; hitKey: string }) =>
      JSON.stringify([hit.agency, hit.line, hit.subject, hit.hitKey]);
    lookUp = {
      evaluated: new Set(run.evaluated.map(({ agency, line }) => JSON.stringify([agency, line]))),
      undecided: new Set(run.cannotDecide.map(name)),
      found: new Set(run.hits.map(name)),
    };
    lookUps.set(run, lookUp);
  }
  return lookUp;
}

/** Row 18: back by any new row, forward only where hits are gone, never because the look-back slid. */
function spanOf(alert: Alert, rows: readonly AlertHit[], hitsGone: boolean): { firstPeriod: Period } {
  const live = rows.filter((row) => row.live).map((row) => row.firstPeriod);
  const earliest = earliestOf(hitsGone ? live : [alert.firstPeriod, ...live]);
  return { firstPeriod: earliest ?? alert.firstPeriod };
}

function createOf(
  ref: string,
  placed: readonly Placed[],
  existing: readonly ExistingAlert[],
  run: IndicatorRun,
  { now }: ReconcileOptions,
): ReconcileEffect {
  const { hit, alertSubject: subject } = placed[0]!;
  const { agency, line } = hit;
  const grouped = placed.some((one) => one.grouped);
  const fresh = placed.map((one) => one.placement).filter((placement) => placement.kind === 'new');
  // Of several ended alerts that this one follows, a recurrence tells more than a link; then the latest.
  const follows = (wanted: (placement: Placement & { kind: 'new' }) => boolean) =>
    first(fresh.filter(wanted).flatMap(({ former }) => (former ? [former] : [])));
  const recurrence = follows((placement) => placement.recurrence);
  const former = recurrence ?? follows(() => true);
  const severityUp = fresh.some((placement) => placement.severityUp);
  const hits = placed.map((one) => rowOf(one.hit, run, now));
  const highest = highestSeverity(hits.map((row) => severityOf(row, run)));
  const alert: NewAlert = {
    indicator: run.indicator.code,
    indicatorVersion: run.indicator.version,
    agency,
    line,
    subject,
    period: run.indicator.continues ? null : run.period,
    firstPeriod: earliestOf(hits.map((row) => row.firstPeriod))!,
    severity: severityUp ? oneSeverityUp(highest) : highest,
    state: 'raised',
    revision: 0,
    continues: run.indicator.continues,
    grouped,
    lookBackCutShort: run.lookBackCutShort,
    ...figuresOf(hits),
    raisedAt: now,
    raisedBy: null,
    ...clocksCleared,
    answerRound: 0,
    recurrenceOf: recurrence?.alert.id ?? null,
    linkedTo: former?.alert.id ?? null,
    again: !run.indicator.continues && wasFaultBefore({ agency, line, subject }, existing, run),
    baseline: run.baseline,
  };
  const events: AlertEvent[] = [
    {
      type: 'raise',
      fromState: null,
      toState: 'raised',
      at: now,
      reason: null,
      details: {
        period: run.period,
        hits: alert.hits,
        amount: alert.amount,
        firstPeriod: alert.firstPeriod,
        severity: alert.severity,
        grouped,
        recurrenceOf: recurrence?.alert.number ?? null,
        linkedTo: former?.alert.number ?? null,
      },
      agencyMaySee: false,
    },
  ];
  return { kind: 'create', ref, alert, hits, events };
}

function wasFaultBefore(
  key: { agency: string; line: string; subject: string },
  existing: readonly ExistingAlert[],
  run: IndicatorRun,
): boolean {
  const since = addPeriods(run.period, -againWithin);
  return existing.some(
    ({ alert }) =>
      alert.indicator === run.indicator.code &&
      alert.agency === key.agency &&
      alert.line === key.line &&
      alert.subject === key.subject &&
      alert.state === 'closed' &&
      faultAnswers.includes(alert.problemType!) &&
      alert.period !== null &&
      alert.period >= since &&
      alert.period < run.period,
  );
}

function rowOf(hit: FoundHit, run: IndicatorRun, foundAt: string): AlertHit {
  return {
    subject: hit.subject,
    hitKey: hit.hitKey,
    period: run.period,
    live: true,
    relatedKey: hit.relatedKey,
    firstPeriod: hit.firstPeriod,
    observed: hit.observed,
    threshold: hit.threshold,
    amount: hit.amount,
    severity: hit.severity,
    indicatorVersion: run.indicator.version,
    evidence: hit.evidence,
    foundAt,
  };
}

function severityOf(row: AlertHit, run: IndicatorRun): Severity {
  return row.severity ?? run.indicator.severity;
}

function equalRows(a: AlertHit, b: AlertHit | undefined): boolean {
  return b !== undefined && comparable(a) === comparable(b);
}

/** A row as text that does not depend on the order of its evidence, nor on how its decimals are padded. */
function comparable(row: AlertHit): string {
  return JSON.stringify([
    row.live,
    row.relatedKey,
    row.firstPeriod,
    shortDecimal(row.observed),
    shortDecimal(row.threshold),
    shortDecimal(row.amount),
    row.severity,
    row.indicatorVersion,
    Object.entries(row.evidence).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
}

/** What of `wanted` the alert does not have already. */
function differing(alert: Alert, wanted: Partial<Alert>): Partial<Alert> {
  const decimals = new Set(['observed', 'threshold', 'amount']);
  const have = alert as unknown as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) =>
      decimals.has(name) ? shortDecimal(have[name] as string | null) !== value : have[name] !== value,
    ),
  );
}

const told = ['hits', 'observed', 'threshold', 'amount', 'severity', 'firstPeriod'] as const;
function pick(alert: Alert): Partial<Alert> {
  return Object.fromEntries(told.map((name) => [name, alert[name]]));
}
function pickKnown(change: Partial<Alert>): Partial<Alert> {
  return Object.fromEntries(told.filter((name) => name in change).map((name) => [name, change[name]]));
}

function earliestOf(periods: readonly Period[]): Period | null {
  return periods.reduce<Period | null>((best, one) => (best === null || one < best ? one : best), null);
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function hasStandingAnswer(state: AlertState): boolean {
  return (standingAnswerStates as readonly AlertState[]).includes(state);
}
