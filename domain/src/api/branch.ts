import { z } from 'zod';
import { branchCommands, branchKinds, branchStates } from '../alert/index.js';
import { alertRowShape, attachmentShape } from './alert.js';
import { route } from './contract.js';
import { reasonShape, revisionShape } from './dispatch.js';
import { dayShape, decimalShape, idShape, instantShape, pageOf, pageQueryShape, periodShape } from './shapes.js';

const agency = ['agency_handler', 'agency_head'] as const;
const office = ['supervision_officer', 'supervision_head'] as const;
const alertParams = z.object({ alertId: idShape });

export const branchKindShape = z.enum(branchKinds);
export const branchStateShape = z.enum(branchStates);

/** What runs beside an alert, as its page shows it. */
export const branchShape = z.object({
  id: idShape,
  kind: branchKindShape,
  state: branchStateShape,
  openedBy: z.string(),
  openedAt: instantShape,
  /** Of a consultation: who is asked. */
  department: z.object({ code: z.string(), name: z.string() }).nullable(),
  receivedOn: dayShape.nullable(),
  dueOn: dayShape.nullable(),
  waitingForCalendar: z.boolean(),
  workingDaysLeft: z.number().int().nullable(),
  endedAt: instantShape.nullable(),
  /** What was asked for and what came of it: texts under `<command>Text`, `until`, `addressee`, `number`, `late` … */
  details: z.record(z.string(), z.unknown()),
  attachments: z.array(attachmentShape),
});

/** A step of a branch that this person may take now; the web draws its buttons from it. */
export const possibleStepShape = z.object({
  kind: branchKindShape,
  command: z.enum(branchCommands),
  branchId: idShape.nullable(),
  reasonRequired: z.boolean(),
  /** The date that the step would set: of the opinion by a receipt, of the receipt by a question. */
  wouldBeDueOn: dayShape.nullable(),
});

/** What else a step says, by its kind; what it does not need is left out. */
const stepFieldsShape = z.object({
  reason: z.string().trim().max(4000).optional(),
  /** Asked for or granted by an extension, set by an order or a plan of recovery. */
  until: dayShape.optional(),
  /** Of an order: who has to act. Of a field check: where. */
  addressee: z.string().trim().max(100).optional(),
  place: z.string().trim().max(200).optional(),
  /** Of a plan of recovery. */
  amount: decimalShape.optional(),
  /** Of an opinion: the document and clause that it rests on. */
  basis: z.string().trim().max(500).optional(),
  attachments: z.array(idShape).max(20).default([]),
});

/** A branch with the alert that it runs beside. */
export const branchOfAlertShape = z.object({
  branch: branchShape,
  alert: alertRowShape,
});

export const branchRoutes = {
  listBranches: route({
    name: 'listBranches',
    method: 'GET',
    path: '/alerts/:alertId/branches',
    summary: 'What runs or ran beside an alert, and the steps that I may take',
    access: [...office, 'bureau_leader', ...agency, 'line_department'],
    params: alertParams,
    reply: z.object({ branches: z.array(branchShape), steps: z.array(possibleStepShape) }),
  }),
  openBranch: route({
    name: 'openBranch',
    method: 'POST',
    path: '/alerts/:alertId/branches',
    summary: 'Ask a department, ask for time, propose a field check, an order or a plan of recovery',
    access: [...office, ...agency],
    params: alertParams,
    body: stepFieldsShape.extend({
      revision: revisionShape,
      kind: branchKindShape,
      department: z.string().max(20).optional(),
    }),
    reply: branchShape,
  }),
  stepBranch: route({
    name: 'stepBranch',
    method: 'POST',
    path: '/alerts/:alertId/branches/:branchId',
    summary: 'The next step of a branch: receive, approve, refuse, issue, conclude, cancel',
    access: [...office, 'bureau_leader', ...agency, 'line_department'],
    params: alertParams.extend({ branchId: idShape }),
    body: stepFieldsShape.extend({
      revision: revisionShape,
      command: z.enum(['receive', 'approve', 'refuse', 'issue', 'conclude', 'cancel']),
      /** The state in which the person saw the branch; another one meanwhile is refused with ALERT_CHANGED. */
      branchState: branchStateShape.optional(),
    }),
    reply: branchShape,
  }),
  addBranchAttachment: route({
    name: 'addBranchAttachment',
    method: 'POST',
    path: '/alerts/:alertId/branch-attachments',
    summary: 'Upload what belongs to a step of a branch',
    access: [...office, ...agency, 'line_department'],
    kind: 'upload',
    params: alertParams,
    reply: attachmentShape,
  }),
  listConsultations: route({
    name: 'listConsultations',
    method: 'GET',
    path: '/consultations',
    summary: 'What my department is asked, the earliest date first',
    access: [...office, 'bureau_leader', 'line_department'],
    query: pageQueryShape.extend({ state: z.enum(['open', 'ended']).default('open') }),
    reply: pageOf(branchOfAlertShape),
  }),
  listDepartments: route({
    name: 'listDepartments',
    method: 'GET',
    path: '/departments',
    summary: 'Insurance-line departments that can be asked',
    access: office,
    reply: z.object({ departments: z.array(z.object({ code: z.string(), name: z.string() })) }),
  }),
} as const;

/** The recovery ledger of an alert, yuan: what was confirmed, agreed, recovered, and what is left. */
export const recoveryKinds = ['confirmed', 'agreed', 'recovered'] as const;
export const recoveryEntryShape = z.object({
  id: idShape,
  kind: z.enum(recoveryKinds),
  amount: decimalShape,
  on: dayShape,
  /** Number of the voucher or of the agreement; the money's own trace. */
  voucher: z.string(),
  note: z.string(),
  enteredBy: z.string(),
  enteredAt: instantShape,
  /** Set where it was taken back; a wrong entry is never changed. */
  voidedAt: instantShape.nullable(),
  voidReason: z.string().nullable(),
});
export const recoverySumsShape = z.object({
  confirmed: decimalShape,
  agreed: decimalShape,
  recovered: decimalShape,
  remaining: decimalShape,
  planApproved: z.boolean(),
});
const comparedShape = z.object({ ledger: decimalShape, submitted: decimalShape });
export const recoveryShape = z.object({ sums: recoverySumsShape, entries: z.array(recoveryEntryShape) });

export const recoveryRoutes = {
  getRecovery: route({
    name: 'getRecovery',
    method: 'GET',
    path: '/alerts/:alertId/recovery',
    summary: 'The recovery ledger of an alert',
    access: [...office, 'bureau_leader', ...agency],
    params: alertParams,
    reply: recoveryShape,
  }),
  compareRecovery: route({
    name: 'compareRecovery',
    method: 'GET',
    path: '/alerts/:alertId/submitted-recovery',
    summary: "The ledger of the alert's person held against the agency's latest table of recoveries",
    access: [...office, 'bureau_leader', ...agency],
    params: alertParams,
    reply: z.object({
      /** The month of that table; null where none came, or the alert is not about one person: nothing to compare. */
      period: periodShape.nullable(),
      comparison: z
        .object({
          confirmed: comparedShape,
          recovered: comparedShape,
          agrees: z.boolean(),
          vouchersNotSubmitted: z.array(z.string()),
        })
        .nullable(),
    }),
  }),
  addRecoveryEntry: route({
    name: 'addRecoveryEntry',
    method: 'POST',
    path: '/alerts/:alertId/recovery',
    summary: 'Enter an amount: confirmed by the office, agreed or recovered by the agency',
    access: [...office, ...agency],
    params: alertParams,
    body: z.object({
      kind: z.enum(recoveryKinds),
      amount: z.string().regex(/^\d{1,16}(\.\d{1,2})?$/),
      on: dayShape,
      voucher: z.string().trim().min(1).max(100),
      note: z.string().trim().max(500).default(''),
    }),
    reply: recoveryShape,
  }),
  voidRecoveryEntry: route({
    name: 'voidRecoveryEntry',
    method: 'POST',
    path: '/alerts/:alertId/recovery/:entryId/void',
    summary: 'Take an entry back, with a reason; it stays in the ledger',
    access: [...office, ...agency],
    params: alertParams.extend({ entryId: idShape }),
    body: z.object({ reason: reasonShape }),
    reply: recoveryShape,
  }),
  listRecoveries: route({
    name: 'listRecoveries',
    method: 'GET',
    path: '/recoveries',
    summary: 'The ledger over all alerts with an amount to recover, largest remainder first',
    access: [...office, 'bureau_leader', ...agency],
    query: pageQueryShape.extend({ open: z.enum(['true', 'false']).default('true') }),
    reply: pageOf(z.object({ alert: alertRowShape, sums: recoverySumsShape })),
  }),
} as const;
