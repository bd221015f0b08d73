import { isPlainDay } from '@fundwatch/domain/calendar';
import type { Attachment } from '../../ui/use-attachments.js';
import type { ActionName } from './alert-actions.js';
import { plainAmount } from '../../ui/plain-amount.js';

/** What is typed for an action; everything is text until it is sent. */
export interface ActionForm {
  reason: string;
  department: string;
  until: string;
  addressee: string;
  place: string;
  amount: string;
  basis: string;
  points: string[];
  measures: { text: string; on: string }[];
  attachments: Attachment[];
}
export type FieldName = keyof ActionForm;

export const emptyActionForm = (): ActionForm => ({
  reason: '',
  department: '',
  until: '',
  addressee: '',
  place: '',
  amount: '',
  basis: '',
  points: [],
  measures: [],
  attachments: [],
});

export interface FormField {
  name: FieldName;
  required: boolean;
}
const must = (name: FieldName): FormField => ({ name, required: true });
const may = (name: FieldName): FormField => ({ name, required: false });

/**
 * What each action asks for. Without an entry it is done at once; with a reason alone a dialog asks for it; everything
 * else opens a panel in place.
 */
const asked: Partial<Record<ActionName, readonly FormField[]>> = {
  dismiss: [must('reason')],
  cover_new_hits: [must('reason')],
  order_rectification: [must('reason')],
  return_rectification: [must('reason')],
  object_to_closing: [must('reason')],
  reopen_by_hand: [must('reason')],
  return: [must('reason'), may('points')],
  report_rectification: [must('measures'), must('reason'), may('attachments')],
  'consultation.open': [must('department'), must('reason'), may('attachments')],
  'consultation.conclude': [must('reason'), may('basis'), may('attachments')],
  'consultation.cancel': [must('reason')],
  'extension.open': [must('until'), must('reason'), may('attachments')],
  'extension.approve': [must('until'), may('reason')],
  'extension.refuse': [must('reason')],
  'extension.cancel': [must('reason')],
  'field_check.open': [must('place'), must('reason'), may('attachments')],
  'field_check.approve': [may('reason')],
  'field_check.refuse': [must('reason')],
  'field_check.conclude': [must('reason'), may('attachments')],
  'field_check.cancel': [must('reason')],
  'supervise_order.open': [must('addressee'), must('until'), must('reason'), may('attachments')],
  'supervise_order.approve': [may('reason')],
  'supervise_order.refuse': [must('reason')],
  'supervise_order.issue': [must('until')],
  'supervise_order.conclude': [must('reason'), may('attachments')],
  'supervise_order.cancel': [must('reason')],
  'recovery_plan.open': [must('amount'), must('until'), must('reason'), may('attachments')],
  'recovery_plan.approve': [may('reason')],
  'recovery_plan.refuse': [must('reason')],
  'recovery_plan.cancel': [must('reason')],
};

export function fieldsOf(name: ActionName): readonly FormField[] {
  return asked[name] ?? [];
}

export function howOf(name: ActionName): 'now' | 'reason' | 'panel' | 'page' {
  if (name === 'answer') return 'page';
  const fields = fieldsOf(name);
  if (!fields.length) return 'now';
  return fields.length === 1 && fields[0]!.name === 'reason' && fields[0]!.required ? 'reason' : 'panel';
}

export interface MissingInput {
  name: FieldName;
  problem: 'missing' | 'malformed' | 'tooEarly';
}

/** What is still missing or malformed. A date must lie after `after`. */
export function missingInForm(name: ActionName, form: ActionForm, after: string | null): MissingInput[] {
  return fieldsOf(name).flatMap((field): MissingInput[] => {
    const problem = problemOf(field, form, after);
    return problem ? [{ name: field.name, problem }] : [];
  });
}

function problemOf(
  { name, required }: FormField,
  form: ActionForm,
  after: string | null,
): MissingInput['problem'] | null {
  switch (name) {
    case 'points':
    case 'attachments':
      return null;
    case 'measures': {
      const written = form.measures.filter(isWritten);
      if (!written.length) return 'missing';
      return written.every(({ text, on }) => text.trim() && isPlainDay(on)) ? null : 'malformed';
    }
    case 'until':
      if (!form.until) return required ? 'missing' : null;
      if (!isPlainDay(form.until)) return 'malformed';
      return after !== null && form.until <= after ? 'tooEarly' : null;
    case 'amount':
      if (!form.amount.trim()) return required ? 'missing' : null;
      return /^\d{1,16}(\.\d{1,2})?$/.test(plainAmount(form.amount)) ? null : 'malformed';
    case 'reason':
      if (!required && !form.reason.trim()) return null;
      return [...form.reason.trim()].length >= 2 ? null : 'missing';
    default:
      return required && !form[name].trim() ? 'missing' : null;
  }
}

function isWritten({ text, on }: { text: string; on: string }): boolean {
  return text.trim() !== '' || on !== '';
}

/** The fields to send: only those that the action asks for, and none that is empty. */
export function bodyOfForm(name: ActionName, form: ActionForm) {
  const wants = (field: FieldName) => fieldsOf(name).some((one) => one.name === field);
  const text = (field: 'reason' | 'department' | 'until' | 'addressee' | 'place' | 'basis' | 'amount') => {
    const typed = field === 'amount' ? plainAmount(form.amount) : form[field].trim();
    return wants(field) && typed ? typed : undefined;
  };
  return {
    reason: text('reason'),
    department: text('department'),
    until: text('until'),
    addressee: text('addressee'),
    place: text('place'),
    basis: text('basis'),
    amount: text('amount'),
    points: wants('points') ? form.points.map((one) => one.trim()).filter(Boolean) : [],
    measures: wants('measures')
      ? form.measures.filter(isWritten).map(({ text, on }) => ({ text: text.trim(), on }))
      : [],
    attachments: wants('attachments') ? form.attachments.map(({ id }) => id) : [],
  };
}

/** Reads a draft; a draft may hold anything, so only what fits is taken over. */
export function formOfActionDraft(kept: unknown): ActionForm | null {
  if (!kept || typeof kept !== 'object') return null;
  const given = kept as Record<string, unknown>;
  const form = emptyActionForm();
  for (const name of ['reason', 'department', 'until', 'addressee', 'place', 'amount', 'basis'] as const) {
    if (typeof given[name] === 'string') form[name] = given[name];
  }
  const list = (name: string) => (Array.isArray(given[name]) ? (given[name] as unknown[]) : []);
  form.points = list('points').filter((one): one is string => typeof one === 'string');
  form.measures = list('measures').flatMap((one) => {
    const { text, on } = (one ?? {}) as { text?: unknown; on?: unknown };
    return typeof text === 'string' && typeof on === 'string' ? [{ text, on }] : [];
  });
  form.attachments = list('attachments').filter(
    (one): one is Attachment => typeof (one as Attachment | null)?.id === 'string',
  );
  return form;
}
