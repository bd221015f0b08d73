import type { BodyOf, ReplyOf, routes } from '@fundwatch/domain/api';
import { answerOfEach, checkAnswer, type MissingField } from '@fundwatch/domain/feedback';
import { plainAmount } from '../../ui/plain-amount.js';
import { answerOfForm, fieldsOf, type AnswerForm } from './answer-form.js';

type Row = ReplyOf<typeof routes.listAlerts>['items'][number];
export type TogetherAlert = Pick<
  Row,
  'id' | 'number' | 'title' | 'subject' | 'subjectKind' | 'amount' | 'dueOn' | 'workingDaysLeft' | 'revision'
>;
/** What is typed for one alert only; everything is text until it is sent. */
export interface OwnWords {
  explanation: string;
  fields: Record<string, string>;
  confirmedAmount: string;
  recoveredAmount: string;
}
export interface Together {
  /** The list that they were chosen in. */
  back: string;
  alerts: TogetherAlert[];
  /** By alert. */
  own: Record<string, OwnWords>;
}
const key = 'fundwatch.together';
export const noOwnWords = (): OwnWords => ({ explanation: '', fields: {}, confirmedAmount: '', recoveredAmount: '' });

/** Takes the chosen alerts to their page; what was typed for one of them before is kept with it. */
export function keepTogether(rows: readonly Row[], back: string): void {
  const before = readTogether();
  const alerts = rows.map((row) => ({
    id: row.id,
    number: row.number,
    title: row.title,
    subject: row.subject,
    subjectKind: row.subjectKind,
    amount: row.amount,
    dueOn: row.dueOn,
    workingDaysLeft: row.workingDaysLeft,
    revision: row.revision,
  }));
  saveTogether({
    back,
    alerts,
    own: Object.fromEntries(alerts.map(({ id }) => [id, before?.own[id] ?? noOwnWords()])),
  });
}
export function saveTogether(together: Together): void {
  sessionStorage.setItem(key, JSON.stringify(together));
}
export function readTogether(): Together | null {
  const text = sessionStorage.getItem(key);
  return text ? (JSON.parse(text) as Together) : null;
}

type Body = BodyOf<typeof routes.answerAlerts>;
type FilledForm = AnswerForm & { problemType: NonNullable<AnswerForm['problemType']> };

/** The request: what is said of all, and of each only what was typed for it. */
export function togetherBody(form: FilledForm, { alerts, own }: Pick<Together, 'alerts' | 'own'>): Body {
  const { confirmedAmount: _confirmed, recoveredAmount: _recovered, ...answer } = answerOfForm(form);
  return { answer, alerts: alerts.map(({ id, revision }) => ({ id, revision, own: ownOf(form, own[id]) })) };
}

function ownOf(form: FilledForm, words: OwnWords = noOwnWords()): NonNullable<Body['alerts'][number]['own']> {
  const { fields } = answerOfForm({ ...form, fields: words.fields });
  return {
    ...(words.explanation.trim() ? { explanation: words.explanation.trim() } : {}),
    ...(Object.keys(fields).length ? { fields } : {}),
    confirmedAmount: plainAmount(words.confirmedAmount) || null,
    recoveredAmount: plainAmount(words.recoveredAmount) || null,
  };
}

/** What each alert's answer still lacks, by the domain's own rule. */
export function missingOfEach(
  form: AnswerForm,
  together: Pick<Together, 'alerts' | 'own'>,
): Map<string, MissingField[]> {
  const { problemType } = form;
  if (!problemType)
    return new Map(together.alerts.map(({ id }) => [id, [{ name: 'problemType', problem: 'missing' as const }]]));
  const body = togetherBody({ ...form, problemType }, together);
  const shared = { ...body.answer, fields: body.answer.fields ?? {}, attachments: body.answer.attachments ?? [] };
  return new Map(body.alerts.map(({ id, own }) => [id, checkAnswer(answerOfEach(shared, own))]));
}

/** The amounts that were found, where none is typed yet; null where the problem type asks for none. */
export function fillFound({ problemType }: AnswerForm, { alerts, own }: Together): Together['own'] | null {
  if (!problemType || !fieldsOf(problemType).some(({ name }) => name === 'confirmedAmount')) return null;
  return Object.fromEntries(
    alerts.map(({ id, amount }) => {
      const words = own[id] ?? noOwnWords();
      return [id, { ...words, confirmedAmount: words.confirmedAmount || (amount ?? '') }];
    }),
  );
}
