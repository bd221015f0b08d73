import {
  inspectionTransitions,
  notPossible,
  requireStep,
  type Commander,
  type InspectionCommand,
  type MatterRequest,
} from '../alert/index.js';
import {
  isPlainDay,
  lastDayBefore,
  orWaiting,
  shanghaiDayOf,
  type Calendar,
  type Instant,
  type PlainDay,
} from '../calendar/index.js';
import type { MatterSettings } from '../case/index.js';
import { DomainError } from '../errors.js';
import { agencyRoles } from '../identity/index.js';
import { draftDay, objectionDay, rectificationDay } from './inspection-dates.js';
import type { Inspection, InspectionEvent, InspectionKind, InspectionMember } from './inspection.js';

/** The plan as it is written, and written anew while it waits for approval. */
export interface InspectionPlan {
  kind: InspectionKind;
  title: string;
  agency: string;
  scope: string;
  startOn: PlainDay;
  endOn: PlainDay;
  carryInReason: string | null;
}

/** One step of an inspection; what its command doesn't need is left out. */
export interface InspectionRequest extends MatterRequest<InspectionCommand> {
  plan?: InspectionPlan | undefined;
  /** On which day it happened, today unless given; never after today. */
  on?: PlainDay | undefined;
  /** For `end`: why the draft is special. */
  specialReason?: string | undefined;
  /** For `confirm`: the agency wrote so, or let the time pass. */
  confirmedBy?: 'stated' | 'silent' | undefined;
}

export interface InspectionContext {
  now: Instant;
  by: Commander;
  calendar: Calendar;
  settings: MatterSettings;
  team: readonly InspectionMember[];
  /** Work records that there are; one matter a sheet (豫49(二)). */
  records: number;
}

export interface InspectionDecision {
  inspection: Inspection;
  event: InspectionEvent;
}

/** Members that a team needs at least; ours: the articles name no number. */
export const smallestTeam = 2;

/**
 * What a step makes of an inspection. Changes nothing.
 * @throws DomainError NOT_ALLOWED · MATTER_CHANGED · MATTER_STEP_NOT_POSSIBLE · NEEDS_ANOTHER_PERSON · REASON_REQUIRED ·
 *   INSPECTION_APPROVER_IN_TEAM · INSPECTION_TEAM_INCOMPLETE · INSPECTION_NOTICE_SHORT
 */
export function decideInspection(
  standing: Inspection | { id: string; number: string },
  request: InspectionRequest,
  context: InspectionContext,
): InspectionDecision {
  const known = 'state' in standing ? standing : null;
  const { row, reason, account } = requireStep(inspectionTransitions, known, request, context.by);
  const begun = known ?? newInspection(standing.id, standing.number, request, account, context.now);
  requireOwnWord(begun, request, context.by);
  if (!mayDecideOn(row.command, context.team, account)) throw new DomainError('INSPECTION_APPROVER_IN_TEAM');
  const { change, details } = effects[row.command](begun, { request, context, reason, account });
  return {
    inspection: { ...begun, ...change, state: row.to ?? begun.state, revision: begun.revision + 1 },
    event: { type: row.command, at: context.now, reason, details },
  };
}

/** An agency speaks for itself alone, today, and says in words what it says: silence is for the office to enter. */
function requireOwnWord(
  { agency }: Inspection,
  { command, on, confirmedBy }: InspectionRequest,
  by: InspectionContext['by'],
): void {
  if (by.kind !== 'user' || !by.roles.some((role) => (agencyRoles as readonly string[]).includes(role))) return;
  if (by.organisation !== agency || on !== undefined || (confirmedBy !== undefined && confirmedBy !== 'stated'))
    throw new DomainError('NOT_ALLOWED', { command: `inspection.${command}` });
}

function newInspection(
  id: string,
  number: string,
  { plan }: InspectionRequest,
  account: string,
  now: Instant,
): Inspection {
  if (!plan) throw notPossible('inspection', 'plan', null, 'plan');
  return {
    ...plan,
    id,
    number,
    state: 'planned',
    revision: -1,
    openedBy: account,
    openedAt: now,
    specialReason: null,
    approvedBy: null,
    approvedAt: null,
    notifiedOn: null,
    begunOn: null,
    endedOn: null,
    draftDueOn: null,
    draft: null,
    draftedOn: null,
    receivedOn: null,
    objectionDueOn: null,
    objectedOn: null,
    confirmedBy: null,
    confirmedOn: null,
    rectificationDueOn: null,
    finishedOn: null,
    calendarVersion: null,
  };
}

interface Given {
  request: InspectionRequest;
  context: InspectionContext;
  reason: string | null;
  account: string;
}
interface Effect {
  change: Partial<Inspection>;
  details: Record<string, unknown>;
}

const effects: Record<InspectionCommand, (one: Inspection, given: Given) => Effect> = {
  plan: (one, given) => planned(one, given),
  revise: (one, given) => planned(one, given),

  approve: (one, { context, account }) => {
    requireTeam(one, context.team);
    const noticeBy = noticeDay(one, context);
    return {
      change: { approvedBy: account, approvedAt: context.now },
      details: one.carryInReason === null ? { noticeBy } : { carryIn: one.carryInReason },
    };
  },

  refuse: () => ({ change: {}, details: {} }),

  notify: (one, given) => {
    const notifiedOn = dayOf(one, given, 'notify', shanghaiDayOf(one.approvedAt ?? given.context.now));
    const noticeBy = noticeDay(one, given.context);
    // What was approved to be carried in may be told late; everything else keeps its seven days.
    if (one.carryInReason === null && noticeBy !== null && notifiedOn > noticeBy)
      throw new DomainError('INSPECTION_NOTICE_SHORT', { noticeBy, startOn: one.startOn });
    return { change: { notifiedOn }, details: { notifiedOn } };
  },

  begin: (one, given) => {
    if (one.state === 'approved' && one.carryInReason === null)
      throw notPossible('inspection', 'begin', one.state, 'notice');
    const approvedOn = one.approvedAt && shanghaiDayOf(one.approvedAt);
    const begunOn = dayOf(one, given, 'begin', one.state === 'approved' ? approvedOn : one.startOn);
    return {
      change: { begunOn, notifiedOn: one.notifiedOn ?? begunOn },
      details: { begunOn, carriedIn: one.state === 'approved' },
    };
  },

  record_work: () => ({ change: {}, details: {} }),

  end: (one, given) => {
    const { calendar, records } = given.context;
    if (records === 0) throw notPossible('inspection', 'end', one.state, 'records');
    const endedOn = dayOf(one, given, 'end', one.begunOn);
    const specialReason = given.request.specialReason?.trim() || null;
    const draftDueOn = draftDay({ endedOn, specialReason }, given.context);
    return {
      change: { endedOn, specialReason, draftDueOn, calendarVersion: calendar.version },
      details: { endedOn, draftDueOn, ...(specialReason ? { specialReason } : {}) },
    };
  },

  draft: (one, given) => {
    const draftedOn = dayOf(one, given, 'draft', one.endedOn);
    const late = one.draftDueOn !== null && draftedOn > one.draftDueOn;
    return { change: { draft: given.reason, draftedOn }, details: { draftedOn, late } };
  },

  receive: (one, given) => {
    if (one.receivedOn !== null) throw notPossible('inspection', 'receive', one.state, 'receipt');
    const { calendar } = given.context;
    const receivedOn = dayOf(one, given, 'receive', one.draftedOn);
    const objectionDueOn = objectionDay({ receivedOn }, given.context);
    return {
      change: { receivedOn, objectionDueOn, calendarVersion: calendar.version },
      details: { receivedOn, objectionDueOn },
    };
  },

  object: (one, given) => {
    const objectedOn = dayOf(one, given, 'object', one.receivedOn);
    // What comes later counts as none (豫49(三)).
    if (one.receivedOn === null || (one.objectionDueOn !== null && objectedOn > one.objectionDueOn))
      throw notPossible('inspection', 'object', one.state, 'objectionDueOn');
    return { change: { objectedOn }, details: { objectedOn } };
  },

  amend: (_one, given) => {
    const draftedOn = shanghaiDayOf(given.context.now);
    // The agency gets the amended draft anew, with its seven days.
    return {
      change: { draft: given.reason, draftedOn, receivedOn: null, objectionDueOn: null },
      details: { draftedOn },
    };
  },

  confirm: (one, given) => {
    const { calendar } = given.context;
    const { confirmedBy } = given.request;
    if (one.receivedOn === null || !confirmedBy) throw notPossible('inspection', 'confirm', one.state, 'receipt');
    const today = shanghaiDayOf(given.context.now);
    const due = one.objectionDueOn;
    if (confirmedBy === 'silent' && (due === null || today <= due))
      throw notPossible('inspection', 'confirm', one.state, 'objectionDueOn');
    // From when the month counts the article does not say; ours: the written statement, else the last day for objecting.
    const confirmedOn = confirmedBy === 'silent' ? due! : dayOf(one, given, 'confirm', one.receivedOn);
    const rectificationDueOn = rectificationDay({ confirmedOn }, given.context);
    return {
      change: { confirmedBy, confirmedOn, rectificationDueOn, calendarVersion: calendar.version },
      details: { confirmedBy, confirmedOn, rectificationDueOn },
    };
  },

  require_rectification: ({ rectificationDueOn }) => ({ change: {}, details: { rectificationDueOn } }),

  finish: (one, given) => {
    const finishedOn = dayOf(one, given, 'finish', one.confirmedOn);
    const late = one.state === 'rectifying' && one.rectificationDueOn !== null && finishedOn > one.rectificationDueOn;
    return { change: { finishedOn }, details: { finishedOn, late } };
  },

  cancel: () => ({ change: {}, details: {} }),
};

function planned(one: Inspection, { request, context, account }: Given): Effect {
  const { plan } = request;
  const { command } = request;
  if (!plan) throw notPossible('inspection', command, one.state, 'plan');
  for (const name of ['title', 'agency', 'scope'] as const)
    if (!plan[name].trim()) throw notPossible('inspection', command, one.state, name);
  const today = shanghaiDayOf(context.now);
  if (!isPlainDay(plan.startOn) || !isPlainDay(plan.endOn) || plan.endOn < plan.startOn || plan.startOn < today)
    throw notPossible('inspection', command, one.state, 'startOn');
  const carryInReason = plan.carryInReason?.trim() || null;
  // Who writes the plan anew is who proposes it: another one approves.
  return {
    change: { ...plan, carryInReason, openedBy: account },
    details: { startOn: plan.startOn, endOn: plan.endOn },
  };
}

/** 豫7, 豫49(一). @throws DomainError INSPECTION_TEAM_INCOMPLETE */
function requireTeam(one: Inspection, team: readonly InspectionMember[]): void {
  const unfit = team.filter((member) => !mayInspect(one, member));
  if (team.length < smallestTeam || unfit.length > 0 || !team.some(({ leads }) => leads))
    throw new DomainError('INSPECTION_TEAM_INCOMPLETE', { members: team.length, unfit: unfit.length });
}

/**
 * 不相容岗位分离 (豫8): whoever carries an inspection out does not decide on its plan; other steps are not held to this. The team is
 * fixed by the approval, so that nobody who approved joins it later.
 */
export function mayDecideOn(
  command: InspectionCommand,
  team: readonly Pick<InspectionMember, 'account'>[],
  account: string,
): boolean {
  return (command !== 'approve' && command !== 'refuse') || !team.some((member) => member.account === account);
}

/** Whether a member is of no interest: not of the inspected agency, and declared so himself (豫7). */
export function mayInspect(
  { agency }: Pick<Inspection, 'agency'>,
  { organisation, interested }: Pick<InspectionMember, 'organisation' | 'interested'>,
): boolean {
  return organisation !== agency && interested === false;
}

/** The last day for the notice, counted back from the first day; null while a calendar is missing. */
export function noticeDay(
  { startOn }: Pick<Inspection, 'startOn'>,
  { calendar, settings }: Pick<InspectionContext, 'calendar' | 'settings'>,
): PlainDay | null {
  return orWaiting(() => lastDayBefore(calendar, startOn, settings.noticeWorkingDays));
}

/** The day on which a step happened: today unless said otherwise, neither after today nor before what came before. */
function dayOf(
  one: Inspection,
  { request, context }: Given,
  command: InspectionCommand,
  notBefore: PlainDay | null,
): PlainDay {
  const today = shanghaiDayOf(context.now);
  const on = request.on ?? today;
  if (!isPlainDay(on) || on > today || (notBefore !== null && on < notBefore))
    throw notPossible('inspection', command, one.state, 'on');
  return on;
}
