import type { ReplyOf, routes } from '@fundwatch/domain/api';

export type CaseDetail = ReplyOf<typeof routes.getCase>;
/** What a person may do to a case; taking alerts out with a new case around them is one act of its own. */
export type CaseAct = 'change' | 'state_loss' | 'state_investigation' | 'close' | 'reopen' | 'join' | 'leave' | 'split';

/** Fields that an act asks for besides its reason. */
export const caseActFields: Record<CaseAct, readonly ('title' | 'summary' | 'takeOver' | 'loss' | 'on' | 'body')[]> = {
  change: ['title', 'summary', 'takeOver'],
  state_loss: ['loss'],
  state_investigation: ['on', 'body'],
  close: [],
  reopen: [],
  join: [],
  leave: [],
  split: ['title', 'summary'],
};

const yuan = /^\d{1,16}(\.\d{1,2})?$/;
const enough = (text: string) => [...text.trim()].length >= 2;

/** What is typed in the dialog of an act. */
export interface CaseForm {
  title: string;
  summary: string;
  takeOver: boolean;
  /** Empty: the sum of the alerts. */
  loss: string;
  /** Both empty: nobody investigates. */
  on: string;
  body: string;
  reason: string;
}

/** The fields that lack something or are not what they should be. */
export function lackingIn(act: CaseAct, form: CaseForm): (keyof CaseForm)[] {
  const bad: Record<keyof CaseForm, boolean> = {
    title: !enough(form.title),
    summary: !enough(form.summary),
    takeOver: false,
    loss: form.loss.trim() !== '' && !yuan.test(form.loss.trim()),
    on: form.body.trim() !== '' && !form.on,
    body: form.on !== '' && !enough(form.body),
    reason: act !== 'change' && !enough(form.reason),
  };
  return ([...caseActFields[act], 'reason'] as const).filter((name) => bad[name]);
}
