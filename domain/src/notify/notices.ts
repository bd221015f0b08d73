import { agencyRoles, supervisionRoles, type Role } from '../identity/index.js';
import { approvalDeciders, type ApprovalKind } from '../approvals.js';
import type { AlertEventType } from '../alert/index.js';

/**
 * Who is told. `agency`: everybody there with the role · `answering`: at the alert's agency the one who has the alert and whoever stands
 * in for him, everybody there where nobody has it · `department`: the one that is consulted · `office`: this office, whoever has the role ·
 * `handling`: the officer who has the alert and whoever stands in for him; where nobody has it the officers who have worked on it, all of
 * them where nobody has · `assignee` and `former`: who was given an alert, and who had it before · `proposer`: whoever opened the branch
 * or record · `team`: the members of an inspection, and whoever planned it.
 */
export type NoticeAudience =
  | { at: 'agency' | 'department' | 'office'; roles: readonly Role[] }
  | { at: 'answering' | 'handling' | 'assignee' | 'former' | 'proposer' | 'team' };

/** One notice: to whom, and whether it is mailed at once or waits for the digest of the next working day. */
export interface Notice {
  to: NoticeAudience;
  urgent: boolean;
}

const urgent = (to: NoticeAudience): Notice => ({ to, urgent: true });
const digest = (to: NoticeAudience): Notice => ({ to, urgent: false });

const agency: NoticeAudience = { at: 'agency', roles: agencyRoles };
const answering: NoticeAudience = { at: 'answering' };
const agencyHead: NoticeAudience = { at: 'agency', roles: ['agency_head'] };
const department: NoticeAudience = { at: 'department', roles: ['line_department'] };
const head: NoticeAudience = { at: 'office', roles: ['supervision_head'] };
const leader: NoticeAudience = { at: 'office', roles: ['bureau_leader'] };
const supervision: NoticeAudience = { at: 'office', roles: supervisionRoles };
const handling: NoticeAudience = { at: 'handling' };
const assignee: NoticeAudience = { at: 'assignee' };
const former: NoticeAudience = { at: 'former' };
const proposer: NoticeAudience = { at: 'proposer' };
const team: NoticeAudience = { at: 'team' };
const administrator: NoticeAudience = { at: 'office', roles: ['administrator'] };
const deciders = (kind: ApprovalKind): NoticeAudience => ({ at: 'office', roles: approvalDeciders[kind] });

/**
 * Which event tells whom, once. An event of an alert that is not here tells nobody: what was raised stands in the queue. The
 * names are those of the events with `_` for `.`; reminders of an opinion and of an order have names of their own.
 */
export const notices = {
  assign: [digest(assignee)],
  hand_over: [digest(assignee), digest(former)],
  stand_in: [urgent(assignee)],
  dispatch: [urgent(answering)],
  answer: [digest(handling)],
  return: [urgent(answering)],
  second_return: [urgent(head)],
  order_rectification: [urgent(answering)],
  report_rectification: [digest(handling)],
  return_rectification: [urgent(answering)],
  submit_for_second_review: [digest(supervision)],
  object_to_closing: [digest(handling)],
  close: [digest(answering)],
  withdraw: [digest(answering)],
  reopen: [digest(handling)],
  deadline_moved: [digest(answering)],
  cleaning_done: [digest(answering), digest(handling)],
  cleaning_reopen: [urgent(answering), digest(handling)],
  cleaning_remind: [urgent(answering)],
  cleaning_breach: [urgent(answering), urgent(agencyHead), digest(handling)],
  remind: [urgent(answering)],
  breach: [urgent(answering), urgent(agencyHead), digest(handling)],
  escalate_agency_head: [urgent(agencyHead)],
  escalate_supervision_head: [urgent(head)],
  opinion_remind: [urgent(department)],
  opinion_breach: [urgent(department), digest(handling)],
  opinion_escalate_supervision_head: [urgent(head)],
  order_remind: [digest(handling)],
  order_breach: [digest(handling)],
  order_escalate_supervision_head: [urgent(head)],
  consultation_open: [urgent(department)],
  consultation_conclude: [digest(handling)],
  consultation_cancel: [digest(department)],
  extension_open: [urgent(deciders('extension'))],
  extension_approve: [urgent(answering)],
  extension_refuse: [urgent(answering)],
  field_check_open: [urgent(deciders('field_check'))],
  field_check_approve: [digest(proposer)],
  field_check_refuse: [digest(proposer)],
  supervise_order_open: [urgent(deciders('supervise_order'))],
  supervise_order_approve: [digest(proposer)],
  supervise_order_refuse: [digest(proposer)],
  supervise_order_issue: [urgent(answering)],
  recovery_plan_open: [digest(deciders('recovery_plan'))],
  recovery_plan_approve: [digest(proposer)],
  recovery_plan_refuse: [digest(proposer)],
  inspection_plan: [urgent(leader)],
  inspection_revise: [urgent(leader)],
  inspection_member: [urgent(team)],
  inspection_approve: [digest(team)],
  inspection_refuse: [digest(proposer)],
  inspection_notify: [urgent(agency), digest(team)],
  inspection_draft: [urgent(agency)],
  inspection_draft_remind: [digest(team)],
  inspection_draft_breach: [urgent(head), digest(team)],
  inspection_receive: [digest(team)],
  inspection_object: [urgent(team)],
  inspection_amend: [urgent(agency)],
  inspection_confirm: [digest(team)],
  inspection_require_rectification: [urgent(agency)],
  inspection_rectification_remind: [urgent(agency)],
  inspection_rectification_breach: [urgent(agency), urgent(head), digest(team)],
  inspection_cancel: [digest(team)],
  major_matter_propose: [urgent(leader)],
  major_matter_sign: [digest(proposer)],
  major_matter_refuse: [digest(proposer)],
  major_matter_cancel: [digest(leader)],
  proposed_indicator_version: [digest(deciders('indicator_version'))],
  proposed_own_indicator: [digest(deciders('own_indicator'))],
  proposed_whitelist_entry: [digest(deciders('whitelist_entry'))],
  proposed_month_close: [digest(deciders('month_close'))],
  submission_refused: [urgent(agency)],
  webhook_dead: [urgent(administrator)],
  mail_failing: [urgent(administrator)],
} as const satisfies Record<string, readonly Notice[]>;

export type NoticeKind = keyof typeof notices;
export const noticeKinds = Object.keys(notices) as [NoticeKind, ...NoticeKind[]];

/** What a notification is about, and where its page is. */
export const noticeTargets = [
  'alert',
  'inspection',
  'major_matter',
  'approvals',
  'submission',
  'duty',
  'outgoing',
] as const;
export type NoticeTarget = (typeof noticeTargets)[number];

/** What an event of a timeline gives notice of. */
export interface NoticedEvent {
  type: AlertEventType;
  details: Readonly<Record<string, unknown>>;
  agencyMaySee: boolean;
}

/** The kind of notice that an alert's event gives, or null where it gives none. */
export function noticeKindOf({ type, details }: Pick<NoticedEvent, 'type' | 'details'>): NoticeKind | null {
  const { clock } = details;
  const own = clock === 'opinion' || clock === 'order' ? `${clock}_${type}` : type.replace('.', '_');
  return noticed(own);
}

/** The kinds of notice that a step of an inspection or a major matter gives; a team is told that each declares his interest (豫7). */
export function noticeKindsOfMatter(matter: 'inspection' | 'major_matter', step: string): readonly NoticeKind[] {
  const own = noticed(`${matter}_${step}`);
  return own ? (own === 'inspection_plan' ? [own, 'inspection_member'] : [own]) : [];
}

const atAgency: readonly NoticeAudience['at'][] = ['agency', 'answering'];

/** The notices of an alert's event; the agency is told only of what it may see. */
export function noticesOf(event: NoticedEvent): readonly Notice[] {
  const kind = noticeKindOf(event);
  if (!kind) return [];
  return (notices[kind] as readonly Notice[]).filter(({ to }) => event.agencyMaySee || !atAgency.includes(to.at));
}

function noticed(name: string): NoticeKind | null {
  return Object.hasOwn(notices, name) ? (name as NoticeKind) : null;
}
