import type { ProblemType } from '@fundwatch/domain/alert';
import { answerFieldsShape, type BodyOf, type routes } from '@fundwatch/domain/api';
import { answerRequirements, checkAnswer, type AnswerField, type MissingField } from '@fundwatch/domain/feedback';
import { plainAmount } from '../../ui/plain-amount.js';

/** What is typed in the answer's form; everything is text until it is sent. */
export interface AnswerForm {
  problemType: ProblemType | null;
  explanation: string;
  /** The fields of every type tried so far: changing one's mind loses nothing. */
  fields: Record<string, string>;
  confirmedAmount: string;
  recoveredAmount: string;
  attachments: string[];
}

export const emptyForm = (): AnswerForm => ({
  problemType: null,
  explanation: '',
  fields: {},
  confirmedAmount: '',
  recoveredAmount: '',
  attachments: [],
});

/** Reads a draft; a draft may hold anything, so only what fits is taken over. */
export function formOfDraft(body: Record<string, unknown>): AnswerForm {
  const form = emptyForm();
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  form.problemType = answerFieldsShape.shape.problemType.safeParse(body['problemType']).data ?? null;
  form.explanation = text(body['explanation']);
  form.confirmedAmount = text(body['confirmedAmount']);
  form.recoveredAmount = text(body['recoveredAmount']);
  if (body['fields'] && typeof body['fields'] === 'object') {
    for (const [name, value] of Object.entries(body['fields'])) form.fields[name] = text(value);
  }
  if (Array.isArray(body['attachments'])) {
    form.attachments = body['attachments'].filter((id): id is string => typeof id === 'string');
  }
  return form;
}

export function isEmptyForm(form: AnswerForm): boolean {
  return JSON.stringify(form) === JSON.stringify(emptyForm());
}

/** The fields that a type asks for, those that stand beside `fields` included. */
export function fieldsOf(type: ProblemType): readonly AnswerField[] {
  return answerRequirements[type].fields;
}

type AnswerBody = Omit<BodyOf<typeof routes.answerAlert>, 'revision'>;

/** The answer to send: only the chosen type's fields, amounts as decimal text. */
export function answerOfForm(form: AnswerForm & { problemType: ProblemType }): Required<AnswerBody> {
  const wanted = fieldsOf(form.problemType).map((field) => field.name);
  const amount = (typed: string) => plainAmount(typed) || null;
  return {
    problemType: form.problemType,
    explanation: form.explanation.trim(),
    fields: Object.fromEntries(
      Object.entries(form.fields)
        .filter(([name, value]) => wanted.includes(name) && value.trim() !== '')
        .map(([name, value]) => [name, value.trim()]),
    ),
    confirmedAmount: amount(form.confirmedAmount),
    recoveredAmount: amount(form.recoveredAmount),
    attachments: form.attachments,
  };
}

/** What is still missing or malformed, by the domain's own rule. */
export function missingIn(form: AnswerForm): MissingField[] {
  if (!form.problemType) return [{ name: 'problemType', problem: 'missing' }];
  return checkAnswer(answerOfForm({ ...form, problemType: form.problemType }));
}
