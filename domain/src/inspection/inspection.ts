import type { InspectionCommand, InspectionState } from '../alert/index.js';
import type { Instant, PlainDay } from '../calendar/index.js';

/** 专项检查 or the on-site supervision of 津15; a special draft may take longer (豫49(三)). */
export const inspectionKinds = ['on_site', 'special'] as const;
export type InspectionKind = (typeof inspectionKinds)[number];

/** 现场监督 / 专项检查: a look on the spot at one agency, with its team, notice, work records, draft and rectification. */
export interface Inspection {
  id: string;
  /** 津检2026-0001. */
  number: string;
  kind: InspectionKind;
  title: string;
  /** The agency that is inspected. */
  agency: string;
  /** What is looked at: scope, periods, objects. */
  scope: string;
  state: InspectionState;
  /** Rises with every change; a step must name the one that its author saw. */
  revision: number;
  openedBy: string;
  openedAt: Instant;
  /** First and last day as planned. */
  startOn: PlainDay;
  endOn: PlainDay;
  /** The notice is carried in, since telling before would spoil the result; approved with the plan. Null: it is sent before. */
  carryInReason: string | null;
  /** Why the draft may take thirty working days; null: ten. */
  specialReason: string | null;
  approvedBy: string | null;
  approvedAt: Instant | null;
  notifiedOn: PlainDay | null;
  begunOn: PlainDay | null;
  endedOn: PlainDay | null;
  draftDueOn: PlainDay | null;
  /** 征求意见稿, its latest wording. */
  draft: string | null;
  draftedOn: PlainDay | null;
  /** When the agency got the latest draft, and until when it may object. */
  receivedOn: PlainDay | null;
  objectionDueOn: PlainDay | null;
  objectedOn: PlainDay | null;
  /** `stated`: the agency wrote that it does not object; `silent`: it let the time pass (豫49(三)). */
  confirmedBy: 'stated' | 'silent' | null;
  /** From when the month of rectification counts. */
  confirmedOn: PlainDay | null;
  rectificationDueOn: PlainDay | null;
  finishedOn: PlainDay | null;
  calendarVersion: string | null;
}

/** A member of the team; none may have an interest in the matter (豫7). */
export interface InspectionMember {
  account: string;
  organisation: string;
  leads: boolean;
  /** What the member declared himself; null: nothing yet. */
  interested: boolean | null;
}

/** An entry of the inspection's timeline. */
export interface InspectionEvent {
  type: InspectionCommand;
  at: Instant;
  reason: string | null;
  details: Record<string, unknown>;
}
