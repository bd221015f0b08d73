import type { BodyOf, ReplyOf, routes } from '@fundwatch/domain/api';
import { isPlainDay } from '@fundwatch/domain/calendar';
import type { AlertState } from '@fundwatch/domain/alert';
import { agencyRoles, supervisionRoles, type Role } from '@fundwatch/domain/identity';
import { plainAmount } from '../../ui/plain-amount.js';

export type RecoveryEntry = ReplyOf<typeof routes.getRecovery>['entries'][number];
export type RecoveryKind = RecoveryEntry['kind'];

/** What is typed for an entry. */
export interface EntryForm {
  kind: RecoveryKind;
  amount: string;
  on: string;
  voucher: string;
  note: string;
}

const withAgency: readonly AlertState[] = [
  'received',
  'answered',
  'returned',
  'rectifying',
  'rectified',
  'in_second_review',
];

/** What is owed is the office's to say, before the end; money goes on coming in after an alert was closed on a plan. */
export function kindsFor(roles: readonly Role[], state: AlertState): RecoveryKind[] {
  const has = (wanted: readonly Role[]) => roles.some((role) => wanted.includes(role));
  const open = withAgency.includes(state);
  if (!has([...supervisionRoles, ...agencyRoles]) || (!open && state !== 'closed')) return [];
  return has(supervisionRoles) && open ? ['confirmed', 'agreed', 'recovered'] : ['recovered', 'agreed'];
}

/** An amount above zero, to the cent. */
function isAmount(typed: string): boolean {
  const plain = plainAmount(typed);
  return /^\d{1,16}(\.\d{1,2})?$/.test(plain) && /[1-9]/.test(plain);
}

/** What is missing or malformed. */
export function missingInEntry(form: EntryForm): ('amount' | 'on' | 'voucher')[] {
  return [
    ...(isAmount(form.amount) ? [] : (['amount'] as const)),
    ...(isPlainDay(form.on) ? [] : (['on'] as const)),
    ...(form.voucher.trim() ? [] : (['voucher'] as const)),
  ];
}

export function entryOfForm(form: EntryForm): BodyOf<typeof routes.addRecoveryEntry> {
  const { kind, amount, on, voucher, note } = form;
  return { kind, amount: plainAmount(amount), on, voucher: voucher.trim(), note: note.trim() };
}
