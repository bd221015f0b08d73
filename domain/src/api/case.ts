import { z } from 'zod';
import { alertSources, caseCommands, caseStates, majorMatterStates } from '../alert/index.js';
import { majorMatterTiers } from '../major-matter/index.js';
import { alertRowShape, attachmentShape } from './alert.js';
import { route } from './contract.js';
import { reasonShape, revisionShape } from './dispatch.js';
import {
  agencyShape,
  dayShape,
  decimalShape,
  idShape,
  instantShape,
  lineShape,
  pageOf,
  pageQueryShape,
  periodShape,
  severityShape,
} from './shapes.js';

const office = ['supervision_officer', 'supervision_head'] as const;
const readers = [...office, 'bureau_leader'] as const;
const caseParams = z.object({ caseId: idShape });
const alertsShape = z.array(idShape).min(1).max(200);
const yuanShape = z.string().regex(/^\d{1,16}(\.\d{1,2})?$/);
const titleShape = z.string().trim().min(2).max(100);
const summaryShape = z.string().trim().min(2).max(4000);

export const caseStateShape = z.enum(caseStates);

export const caseRowShape = z.object({
  id: idShape,
  number: z.string(),
  title: z.string(),
  state: caseStateShape,
  revision: z.number().int(),
  alerts: z.number().int(),
  openAlerts: z.number().int(),
  agencies: z.number().int(),
  /** Yuan: what was stated with a reason, else the sum of its alerts' amounts. */
  possibleLoss: decimalShape.nullable(),
  lossStated: z.boolean(),
  investigation: z.object({ on: dayShape, body: z.string() }).nullable(),
  officer: z.string(),
  openedAt: instantShape,
  closedAt: instantShape.nullable(),
  /** The earliest date that runs on one of its alerts. */
  nextDueOn: dayShape.nullable(),
});

export const caseEventShape = z.object({
  id: z.string(),
  type: z.enum(caseCommands),
  actor: z.string(),
  at: instantShape,
  reason: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});

/** An alert that tells of the same matter and is in no case. */
export const caseSuggestionShape = alertRowShape
  .pick({
    id: true,
    number: true,
    indicator: true,
    title: true,
    agency: true,
    line: true,
    subject: true,
    severity: true,
    state: true,
    amount: true,
  })
  .extend({ by: z.enum(['subject', 'related']) });

export const caseDetailShape = caseRowShape.extend({
  summary: z.string(),
  openedBy: z.string(),
  lossReason: z.string().nullable(),
  members: z.array(alertRowShape),
  majorMatters: z.array(z.object({ id: idShape, number: z.string(), state: z.enum(majorMatterStates) })),
  /** The tier that it reaches by its loss or an investigation; null below. */
  majorMatterTier: z.enum(majorMatterTiers).nullable(),
  /** A major matter may be proposed for it now, by this person. */
  mayProposeMajorMatter: z.boolean(),
  suggestions: z.array(caseSuggestionShape),
  events: z.array(caseEventShape),
  /** What this person may do now; the web draws its buttons from it. */
  commands: z.array(z.enum(caseCommands)),
});

export const sourceShape = z.object({
  kind: z.enum(alertSources),
  /** As the paper has it: of the complaint, the audit report, the letter. */
  number: z.string().trim().min(1).max(100),
  on: dayShape,
});

export const caseRoutes = {
  registerAlert: route({
    name: 'registerAlert',
    method: 'POST',
    path: '/alerts-by-hand',
    summary: 'Raise an alert from a complaint, an audit lead or another office; another officer screens it',
    access: office,
    body: z.object({
      agency: agencyShape,
      line: lineShape,
      subjectKind: alertRowShape.shape.subjectKind,
      /** Left out where the alert is about the agency itself. */
      subject: z.string().trim().max(200).default(''),
      severity: severityShape,
      title: titleShape,
      /** What was found; the agency reads it. */
      found: z.string().trim().min(2).max(4000),
      firstPeriod: periodShape,
      amount: yuanShape.nullable().default(null),
      source: sourceShape,
    }),
    reply: alertRowShape,
  }),
  addSourceFile: route({
    name: 'addSourceFile',
    method: 'POST',
    path: '/alerts/:alertId/source-files',
    summary: 'Upload a paper that an alert by hand comes from; the office keeps it to itself',
    access: office,
    kind: 'upload',
    params: z.object({ alertId: idShape }),
    reply: attachmentShape,
  }),
  getSourceFile: route({
    name: 'getSourceFile',
    method: 'GET',
    path: '/alerts/:alertId/source-files/:fileId',
    summary: 'Download a paper that an alert by hand comes from',
    access: office,
    kind: 'download',
    params: z.object({ alertId: idShape, fileId: idShape }),
  }),
  listCases: route({
    name: 'listCases',
    method: 'GET',
    path: '/cases',
    summary: 'Cases: open ones first, then the latest',
    access: readers,
    query: pageQueryShape.extend({ state: caseStateShape.optional(), text: z.string().trim().max(60).optional() }),
    reply: pageOf(caseRowShape),
  }),
  getCase: route({
    name: 'getCase',
    method: 'GET',
    path: '/cases/:caseId',
    summary: 'One case with its alerts, those that might join it, and its timeline',
    access: readers,
    params: caseParams,
    reply: caseDetailShape,
  }),
  suggestForCase: route({
    name: 'suggestForCase',
    method: 'GET',
    path: '/alerts/:alertId/case-suggestions',
    summary: 'Alerts that tell of the same matter as this one and are in no case',
    access: readers,
    params: z.object({ alertId: idShape }),
    reply: z.object({ suggestions: z.array(caseSuggestionShape) }),
  }),
  openCase: route({
    name: 'openCase',
    method: 'POST',
    path: '/cases',
    summary: 'Open a case with its first alerts; each keeps its state and clocks',
    access: office,
    body: z.object({ title: titleShape, summary: summaryShape, alerts: alertsShape, reason: reasonShape }),
    reply: caseRowShape,
  }),
  changeCase: route({
    name: 'changeCase',
    method: 'PUT',
    path: '/cases/:caseId',
    summary: 'Change title or summary, or take the case over',
    access: office,
    params: caseParams,
    body: z.object({
      revision: revisionShape,
      title: titleShape.optional(),
      summary: summaryShape.optional(),
      takeOver: z.boolean().default(false),
    }),
    reply: caseRowShape,
  }),
  joinCase: route({
    name: 'joinCase',
    method: 'POST',
    path: '/cases/:caseId/join',
    summary: 'Join alerts to a case, with a reason',
    access: office,
    params: caseParams,
    body: z.object({ revision: revisionShape, alerts: alertsShape, reason: reasonShape }),
    reply: caseRowShape,
  }),
  splitCase: route({
    name: 'splitCase',
    method: 'POST',
    path: '/cases/:caseId/split',
    summary: 'Take alerts out of a case, with a reason; into a new case where one is named',
    access: office,
    params: caseParams,
    body: z.object({
      revision: revisionShape,
      alerts: alertsShape,
      reason: reasonShape,
      into: z.object({ title: titleShape, summary: summaryShape }).optional(),
    }),
    /** The new case where there is one, else the old one. */
    reply: caseRowShape,
  }),
  stateCaseLoss: route({
    name: 'stateCaseLoss',
    method: 'POST',
    path: '/cases/:caseId/loss',
    summary: 'State the possible loss, with a reason; null counts its alerts again',
    access: office,
    params: caseParams,
    body: z.object({ revision: revisionShape, loss: yuanShape.nullable(), reason: reasonShape }),
    reply: caseRowShape,
  }),
  stateCaseInvestigation: route({
    name: 'stateCaseInvestigation',
    method: 'POST',
    path: '/cases/:caseId/investigation',
    summary: 'State since when and by which body it is investigated; null takes it back',
    access: office,
    params: caseParams,
    body: z.object({
      revision: revisionShape,
      investigation: z.object({ on: dayShape, body: z.string().trim().min(2).max(100) }).nullable(),
      reason: reasonShape,
    }),
    reply: caseRowShape,
  }),
  closeCase: route({
    name: 'closeCase',
    method: 'POST',
    path: '/cases/:caseId/close',
    summary: 'Close a case whose alerts have all ended',
    access: office,
    params: caseParams,
    body: z.object({ revision: revisionShape, reason: reasonShape }),
    reply: caseRowShape,
  }),
  reopenCase: route({
    name: 'reopenCase',
    method: 'POST',
    path: '/cases/:caseId/reopen',
    summary: 'Open a closed case again, with a reason',
    access: office,
    params: caseParams,
    body: z.object({ revision: revisionShape, reason: reasonShape }),
    reply: caseRowShape,
  }),
} as const;
