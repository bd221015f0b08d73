import type { AlertState, BranchKind, BranchState, InspectionState, MajorMatterState } from '../alert/index.js';
import { agencyRoles, supervisionRoles, type Role } from '../identity/index.js';

/** 文书: the papers that the handbook's steps leave (§3.2). */
export const documentKinds = [
  'alert_letter',
  'supervise_order',
  'inspection_notice',
  'answer_form',
  'consultation_letter',
  'consultation_opinion',
  'field_check_approval',
  'field_check_report',
  'rectification_form',
  'major_matter_report',
  'closure_slip',
  'half_year_summary',
  'annual_summary',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const documentFormats = ['docx', 'pdf'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

/** What the maker of a document says beyond what the records know. */
export interface DocumentInput {
  name: string;
  kind: 'line' | 'text' | 'day';
  zh: string;
  en: string;
  required: boolean;
}

/** What a kind of document is about; `in`: the states of it in which the paper can be made. */
export type DocumentSubject =
  | { of: 'alert' }
  | { of: 'branch'; branch: BranchKind; in: readonly BranchState[] }
  | { of: 'inspection'; in: readonly InspectionState[] }
  | { of: 'major_matter'; in: readonly MajorMatterState[] }
  | { of: 'period' };

export interface DocumentKindRule {
  zh: string;
  en: string;
  formats: readonly DocumentFormat[];
  about: DocumentSubject;
  /** The main line's states in which it can be made. */
  alertIn: readonly AlertState[];
  needsAnswer: boolean;
  by: readonly Role[];
  /** Whether the agency whose alert it is may read it. */
  agencyMaySee: boolean;
  inputs: readonly DocumentInput[];
}

const both: readonly DocumentFormat[] = ['docx', 'pdf'];
const wordOnly: readonly DocumentFormat[] = ['docx'];
const answeredStates = [
  'answered',
  'returned',
  'rectifying',
  'rectified',
  'in_second_review',
  'closed',
] as const satisfies readonly AlertState[];
const sentStates = ['dispatched', 'received', ...answeredStates] as const satisfies readonly AlertState[];
const knownStates = ['screened', ...sentStates] as const satisfies readonly AlertState[];

const input = (name: string, kind: DocumentInput['kind'], zh: string, en: string, required = true): DocumentInput => ({
  name,
  kind,
  zh,
  en,
  required,
});
const ofAlert = (zh: string, en: string, more: Partial<DocumentKindRule> = {}): DocumentKindRule => ({
  zh,
  en,
  formats: wordOnly,
  about: { of: 'alert' },
  alertIn: sentStates,
  needsAnswer: false,
  by: supervisionRoles,
  agencyMaySee: false,
  inputs: [],
  ...more,
});
const ofBranch = (
  branch: BranchKind,
  states: readonly BranchState[],
  zh: string,
  en: string,
  more: Partial<DocumentKindRule> = {},
): DocumentKindRule => ofAlert(zh, en, { alertIn: knownStates, about: { of: 'branch', branch, in: states }, ...more });

/** Every kind once: who makes it of what and when, and in which formats it goes out. */
export const documentRules: Readonly<Record<DocumentKind, DocumentKindRule>> = {
  alert_letter: ofAlert('预警信息', 'Alert letter', { formats: both, agencyMaySee: true }),
  supervise_order: ofBranch(
    'supervise_order',
    ['approved', 'issued', 'concluded'],
    '社会保险基金网络监督督办通知书',
    'Supervise order',
    { formats: both },
  ),
  // What the record says is filled in; the agency gets it with the step that gives the notice, not before.
  inspection_notice: ofAlert('监督检查通知书', 'Inspection notice', {
    formats: both,
    about: { of: 'inspection', in: ['approved', 'notified', 'under_way'] },
    agencyMaySee: true,
    inputs: [
      input('place', 'line', '检查地点', 'Place'),
      input('materials', 'text', '需要准备的资料', 'Records to have ready'),
    ],
  }),
  answer_form: ofAlert('核查反馈单', 'Answer form', {
    alertIn: answeredStates,
    needsAnswer: true,
    by: [...supervisionRoles, ...agencyRoles],
    agencyMaySee: true,
  }),
  consultation_letter: ofBranch('consultation', ['sent', 'received', 'concluded'], '协商函', 'Consultation letter'),
  consultation_opinion: ofBranch('consultation', ['concluded'], '处理意见', 'Opinion of the department'),
  field_check_approval: ofBranch(
    'field_check',
    ['proposed', 'approved', 'refused', 'concluded'],
    '实地核查审批单',
    'Approval of a field check',
  ),
  field_check_report: ofBranch('field_check', ['concluded'], '实地核查报告', 'Report of a field check'),
  rectification_form: ofAlert('整改报告', 'Rectification form', {
    alertIn: ['rectifying', 'rectified', 'closed'],
    needsAnswer: true,
    by: [...supervisionRoles, ...agencyRoles],
    agencyMaySee: true,
    inputs: [
      input('measures', 'text', '整改措施', 'Measures'),
      input('result', 'text', '整改结果', 'Result'),
      input('remaining', 'text', '尚未完成的事项', 'What is left', false),
    ],
  }),
  major_matter_report: ofAlert('社会保险基金要情报告', 'Major-matter report', {
    about: { of: 'major_matter', in: ['proposed', 'signed', 'reported'] },
    inputs: [
      input('reportTo', 'line', '报送单位', 'Addressee', false),
      input('measures', 'text', '已采取的措施', 'Measures taken'),
      input('nextSteps', 'text', '下一步工作', 'Next steps'),
    ],
  }),
  closure_slip: ofAlert('销号单', 'Closure slip', { alertIn: ['closed'], agencyMaySee: true }),
  half_year_summary: ofAlert('半年预警信息处理结果分类汇总', 'Half-year summary', { about: { of: 'period' } }),
  annual_summary: ofAlert('年度预警信息处理结果分类汇总', 'Annual summary', { about: { of: 'period' } }),
};
