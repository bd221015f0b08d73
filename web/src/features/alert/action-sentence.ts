import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { formatAmount, formatDay, formatShortDay } from '../../platform/i18n/format.js';
import { language, t, type TextKey } from '../../platform/i18n/i18n.js';
import type { Action } from './alert-actions.js';

type Alert = ReplyOf<typeof routes.getAlert>;

/** What will happen, as a sentence with names and dates. */
export function sentenceOf(action: Action, alert: Pick<Alert, 'agency' | 'clocks' | 'state'>): string {
  const { name, step } = action;
  if (name === 'close' && alert.state === 'rectified') return t('act.closeRectified');
  if (name === 'close' && alert.state === 'in_second_review') return t('act.closeReviewed');
  if (name === 'extension.refuse' && alert.state === 'answered') {
    return t('act.refuseAsked', { agency: alert.agency.name });
  }
  const branch = step?.branch ?? null;
  const day = action.day ? formatShortDay(action.day, language()) : null;
  const key = day === null && waitsForDay.has(name) ? `act.noDay.${name}` : `act.sentence.${name}`;
  return t(key as TextKey, {
    agency: alert.agency.name,
    day: day ?? '',
    due: dayText(extensibleDueOn(alert)),
    department: branch?.department?.name ?? '',
    until: dayText(detail(branch, 'until')),
    addressee: detail(branch, 'addressee') ?? '',
    place: placeText(detail(branch, 'place')),
    amount: amountText(detail(branch, 'amount')),
  });
}

/** The sentence without the mark that more is asked. */
export function titleOf(action: Action, alert: Pick<Alert, 'agency' | 'clocks' | 'state'>): string {
  return sentenceOf(action, alert).replace(/…$/, '');
}

/** The date that an extension would move: of the latest answer's clock. */
export function extensibleDueOn({ clocks }: Pick<Alert, 'clocks'>): string | null {
  return clocks.findLast(({ kind }) => kind === 'answer' || kind === 'return')?.dueOn ?? null;
}

/** A text of a branch's details. */
export function detail(branch: { details: Record<string, unknown> } | null, name: string): string | null {
  const value = branch?.details[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Their sentence names a date, if there is one. */
const waitsForDay = new Set<string>([
  'dispatch',
  'receive',
  'return',
  'order_rectification',
  'return_rectification',
  'consultation.open',
  'consultation.receive',
]);

function dayText(day: string | null): string {
  return day ? formatDay(day, language()) : '';
}
function placeText(place: string | null): string {
  if (!place) return '';
  return language() === 'zh' ? `（${place}）` : ` (${place})`;
}
function amountText(amount: string | null): string {
  return amount && /^-?\d+(\.\d+)?$/.test(amount) ? formatAmount(amount, language()) : '';
}
