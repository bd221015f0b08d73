import { createHash } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import {
  addPeriods,
  compareYears,
  composeCalendar,
  periodOf,
  readCalendarFile,
  shanghaiDayOf,
  submissionDueIn,
  submissionLockedIn,
  type Calendar,
  type CalendarYear,
  type FixedDue,
  type RevisedYear,
  type Terms,
} from '@fundwatch/domain/calendar';
import {
  fillBranchCalendar,
  fillCalendar,
  moveBranchDeadline,
  moveDeadline,
  type Alert,
  type AlertEvent,
  type Branch,
  type Decision,
} from '@fundwatch/domain/alert';
import {
  fillInspectionCalendar,
  inspectionDates,
  moveInspectionDate,
  type Inspection,
} from '@fundwatch/domain/inspection';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { rollBack } from './roll-back.js';

export interface CalendarFile {
  fileName: string;
  content: string;
}
type Preview = ReplyOf<typeof routes.previewCalendar>;

/** The reply names at most so many of the deadlines that are filled or moved. */
const MOST_SHOWN = 50;

/**
 * Takes over the years of a calendar file, whole or not at all, and in the same transaction fills in every deadline that
 * waited for them. A year that is there already becomes a new revision: it needs a reason and moves only deadlines that lie
 * ahead, each with its event; due days of submissions that have passed are kept as they were.
 * @throws DomainError CALENDAR_FILE_INVALID (every fault with its place), REASON_REQUIRED
 */
export async function importCalendar(
  app: Application,
  context: RequestContext,
  input: CalendarFile & { reason?: string | undefined },
): Promise<Preview> {
  const { act, whole } = await plan(app, context, input);
  return app.database.withContext(whole, (repositories) => act(repositories, true));
}

/** What importing the file would do; nothing is written. @throws DomainError CALENDAR_FILE_INVALID */
export async function previewCalendar(
  app: Application,
  context: RequestContext,
  input: CalendarFile,
): Promise<Preview> {
  const { act, whole } = await plan(app, context, input);
  return rollBack(app.database, whole, (repositories) => act(repositories, false));
}

async function plan(app: Application, context: RequestContext, input: CalendarFile & { reason?: string | undefined }) {
  const years = readCalendarFile(input.content);
  const now = await app.clock.now();
  const terms = await app.terms();
  const reason = input.reason?.trim() || null;
  const act = async (repositories: Repositories, forGood: boolean): Promise<Preview> => {
    await repositories.terms.lock();
    const { years: stored } = await repositories.terms.read();
    const before: Terms = { ...terms, calendar: composeCalendar(stored) };
    const revised = reviseYears(before.calendar, stored, years);
    const isRevision = revised.some(({ replaces }) => replaces);
    if (forGood && isRevision && !reason) throw new DomainError('REASON_REQUIRED', { for: 'calendar_revision' });
    const calendar = composeCalendar([...stored, ...revised]);
    if (isRevision) await fixPassedDue(repositories, before, revised, now);
    for (const { replaces, ...year } of revised) {
      await repositories.terms.insertYear({
        ...year,
        fileName: input.fileName,
        fileSha256: createHash('sha256').update(input.content).digest('hex'),
        reason: replaces ? reason : null,
        importedBy: context.actor.kind === 'user' ? context.actor.displayName : context.actor.name,
        importedAt: now,
      });
    }
    const filled = await fillWaiting(app, repositories, calendar, now);
    const moved = isRevision ? await moveOpen(app, repositories, calendar, now) : [];
    const described = revised.map(({ replaces, ...year }) => ({
      year: year.year,
      revision: year.revision,
      replaces: replaces !== null,
      daysOff: year.daysOff.length,
      workingDays: year.workingDays.length,
      changedDays: replaces ? compareYears(replaces, year) : [],
    }));
    await repositories.audit.append({
      action: 'calendar.import',
      target: { kind: 'calendar', id: calendar.version },
      businessAt: now,
      reason,
      details: { before: before.calendar.version, years: described, filled: filled.length, moved: moved.length },
    });
    return {
      version: calendar.version,
      years: described,
      reasonRequired: isRevision,
      filled: filled.length,
      moved: moved.length,
      deadlines: [...filled, ...moved].slice(0, MOST_SHOWN),
    };
  };
  // Whoever keeps the calendar need not see alerts; their dates follow it all the same.
  return { act, whole: { ...context, scope: 'all' as const } };
}

type Revised = RevisedYear & { replaces: CalendarYear | null };

function reviseYears(calendar: Calendar, stored: readonly RevisedYear[], years: readonly CalendarYear[]): Revised[] {
  const revised = years.flatMap((year): Revised[] => {
    const replaces = calendar.years.find((one) => one.year === year.year) ?? null;
    if (replaces && sameDays(replaces, year)) return [];
    const last = Math.max(0, ...stored.filter((one) => one.year === year.year).map(({ revision }) => revision));
    return [{ ...year, revision: last + 1, replaces }];
  });
  if (revised.length > 0) return revised;
  const known = years.map(({ year }) => year).join(', ');
  const zh = `${known} 年的日历与现行的完全相同，无须导入。`;
  const problem = { where: '', zh, en: `The calendar of ${known} is the same as the one in use.` };
  throw new DomainError('CALENDAR_FILE_INVALID', { problems: [problem] });
}

function sameDays(a: CalendarYear, b: CalendarYear): boolean {
  const text = ({ daysOff, workingDays }: CalendarYear) =>
    [...daysOff].sort().join() + '|' + [...workingDays].sort().join();
  return text(a) === text(b);
}

async function fixPassedDue(repositories: Repositories, terms: Terms, revised: readonly Revised[], now: string) {
  const today = shanghaiDayOf(now);
  const fixed: FixedDue[] = [];
  for (const { year, replaces } of revised) {
    if (!replaces) continue;
    // A month's data is due in the next one, and a roll or the lock may reach into the year from the one before.
    for (
      let period = `${year - 1}11`;
      period <= `${year}12` && period < periodOf(today);
      period = addPeriods(period, 1)
    ) {
      const dueOn = submissionDueIn(terms, period);
      const lockedOn = submissionLockedIn(terms, period);
      if (dueOn !== null && dueOn < today)
        fixed.push({ period, dueOn, lockedOn: lockedOn !== null && lockedOn < today ? lockedOn : null });
    }
  }
  await repositories.terms.fixDue(fixed, terms.calendar.version, now);
}

type Deadlines = Preview['deadlines'];

/** Fills in what waits; also the sweep that finds what a command computed just before an import. */
export async function fillWaiting(
  app: Application,
  repositories: Repositories,
  calendar: Calendar,
  now: string,
): Promise<Deadlines> {
  const { settings } = app;
  const filled = await decideEach(repositories, await repositories.alerts.waitingForCalendar(), now, (alert) =>
    fillCalendar(alert, { now, calendar, settings: settings.alerts }),
  );
  const branches = await decideEachBranch(
    repositories,
    await repositories.branches.waitingForCalendar(),
    (alert, branch) => fillBranchCalendar(alert, branch, { now, calendar, settings: settings.alerts }),
  );
  const inspections = await decideEachInspection(
    repositories,
    await repositories.inspections.waitingForCalendar(),
    'inspection.calendar-filled',
    now,
    (one) => fillInspectionCalendar(one, { calendar, settings: settings.matters }),
  );
  return [...filled, ...branches, ...inspections];
}

const inspectionClocks = {
  draftDueOn: 'draft',
  objectionDueOn: 'objection',
  rectificationDueOn: 'inspection_rectification',
} as const;

/** The dates of inspections; who filled them in, or moved them, is in the audit, as their timeline is of people's steps. */
async function decideEachInspection(
  { inspections, audit }: Repositories,
  found: readonly string[],
  action: 'inspection.calendar-filled' | 'inspection.deadline-moved',
  now: string,
  decideOne: (one: Inspection) => Inspection | null,
): Promise<Deadlines> {
  const changed: Deadlines = [];
  for (const id of found) {
    const before = await inspections.lock(id);
    const after = before && decideOne(before);
    if (!before || !after) continue;
    await inspections.save(before, after);
    const other = inspectionDates.filter((name) => before[name] !== after[name]);
    const was = other.map((name) => before[name]).find((day) => day !== null);
    await audit.append({
      action,
      target: { kind: 'inspection', id },
      businessAt: now,
      details: {
        number: before.number,
        ...(was ? { before: was } : {}),
        ...Object.fromEntries(other.map((name) => [name, after[name]])),
      },
    });
    for (const name of other)
      changed.push({ number: before.number, clock: inspectionClocks[name], before: before[name], dueOn: after[name]! });
  }
  return changed;
}

const branchClocks = [
  ['autoReceiptOn', 'consultation_receipt'],
  ['dueOn', 'opinion'],
] as const;

async function moveOpen(app: Application, repositories: Repositories, calendar: Calendar, now: string) {
  const today = shanghaiDayOf(now);
  const { settings } = app;
  const moved = await decideEach(repositories, await repositories.alerts.withOpenDeadline(today), now, (alert) =>
    moveDeadline(alert, { now, today, calendar, settings: settings.alerts }),
  );
  const branches = await decideEachBranch(
    repositories,
    await repositories.branches.withOpenDeadline(today),
    (alert, branch) => moveBranchDeadline(alert, branch, { now, today, calendar }),
  );
  const inspections = await decideEachInspection(
    repositories,
    await repositories.inspections.withOpenDate(today),
    'inspection.deadline-moved',
    now,
    (one) => moveInspectionDate(one, today, { calendar, settings: settings.matters }),
  );
  return [...moved, ...branches, ...inspections];
}

async function decideEach(
  { alerts }: Repositories,
  ids: readonly string[],
  now: string,
  decideOne: (alert: Parameters<typeof fillCalendar>[0]) => Decision | null,
): Promise<Deadlines> {
  const changed: Deadlines = [];
  for (const id of ids) {
    const alert = await alerts.lock(id);
    const decision = alert && decideOne(alert);
    if (!alert || !decision) continue;
    await alerts.save(alert, decision.alert, now);
    await alerts.appendEvents(decision.alert, decision.events, null);
    for (const name of ['autoReceiptOn', 'answerDueOn', 'returnDueOn', 'rectificationDueOn'] as const) {
      const [before, dueOn] = [alert[name], decision.alert[name]];
      if (dueOn !== null && dueOn !== before)
        changed.push({ number: alert.number, clock: clocks[name], before, dueOn });
    }
  }
  return changed;
}

/** The dates of consultations; they leave their alert's revision alone, as no command rests on them. */
async function decideEachBranch(
  { alerts, branches }: Repositories,
  found: readonly { id: string; alertId: string }[],
  decideOne: (alert: Alert, branch: Branch) => { branch: Branch; event: AlertEvent } | null,
): Promise<Deadlines> {
  const changed: Deadlines = [];
  for (const { id, alertId } of found) {
    const alert = await alerts.lock(alertId);
    const stored = await branches.get(alertId, id);
    if (!alert || !stored) continue;
    const { openedByName: _name, departmentName: _department, ...branch } = stored;
    const decision = decideOne(alert, branch);
    if (!decision) continue;
    await branches.save(decision.branch);
    await alerts.appendEvents(alert, [decision.event], null);
    for (const [name, clock] of branchClocks) {
      const [before, dueOn] = [branch[name], decision.branch[name]];
      if (dueOn !== null && dueOn !== before) changed.push({ number: alert.number, clock, before, dueOn });
    }
  }
  return changed;
}

const clocks = {
  autoReceiptOn: 'auto_receipt',
  answerDueOn: 'answer',
  returnDueOn: 'return',
  rectificationDueOn: 'rectification',
} as const;
