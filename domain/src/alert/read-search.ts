import { alertNumber } from './alert.js';

/** What the text in the search box can be. */
export const searchKinds = ['alert_number', 'subject', 'id_number', 'credit_code', 'account', 'name'] as const;
export type SearchKind = (typeof searchKinds)[number];

/** A text that somebody looks for. */
export interface Search {
  /** Without blanks, full-width forms as plain ones, capitals as the standard has them. */
  text: string;
  kinds: readonly SearchKind[];
  /** It names somebody, or is an account as printed: it stays out of addresses and logs, and looking for it is logged. */
  personal: boolean;
  /** A bank account as printed: data carry its keyed hash only, so that it cannot be found here. */
  plainAccount: boolean;
}

const shapes: readonly { kind: SearchKind; fits: RegExp }[] = [
  { kind: 'alert_number', fits: /^((\p{Script=Han}{1,10})?\d{4}-\d{1,9}|\d{1,6})$/u },
  { kind: 'id_number', fits: /^(\d{15}|\d{17}[\dX])$/ },
  { kind: 'credit_code', fits: /^[1-9A-Y][0-9A-HJ-NP-RTUW-Y]{17}$/ },
  { kind: 'account', fits: /^[0-9a-f]{64}$/ },
  { kind: 'subject', fits: /^[\w.-]{2,64}$/ },
  { kind: 'name', fits: /^(?=.*[\p{Script=Han}]{2})[\p{L}\p{N}·().-]{2,100}$/u },
];
const personal: readonly SearchKind[] = ['id_number', 'name'];

/** What somebody looks for, read from what was typed. An alert's number is not a name, though it has Chinese in it. */
export function readSearch(typed: string): Search {
  const plain = typed
    .normalize('NFKC')
    .replace(/[\s\u3000]/g, '')
    .replace(/[•．・]/g, '·')
    .replace(/^(\d{17})x$/, '$1X');
  const text = /^[0-9A-F]{64}$/.test(plain) ? plain.toLowerCase() : plain;
  const fitting = shapes.filter(({ fits }) => fits.test(text)).map(({ kind }) => kind);
  const kinds = fitting.filter((kind) => kind !== 'name' || !fitting.includes('alert_number'));
  const plainAccount = /^[\d-]{9,32}$/.test(text) && !kinds.includes('id_number') && !kinds.includes('alert_number');
  return { text, kinds, personal: plainAccount || kinds.some((kind) => personal.includes(kind)), plainAccount };
}

/** The years whose numbers a few digits may be of, the latest first. */
const yearsBack = 5;

/** The alert numbers that a text can mean: whole, without its prefix or its zeros, or its last digits alone. */
export function numbersMeant(text: string, prefix: string, year: number): string[] {
  const [, , number = ''] = /^(\p{Script=Han}*)([\d-]+)$/u.exec(text) ?? [];
  const [ofYear, sequence] = number.includes('-') ? number.split('-') : [null, number];
  if (!sequence) return [];
  const years = ofYear ? [Number(ofYear)] : Array.from({ length: yearsBack }, (_, back) => year - back);
  return years.map((one) => alertNumber(prefix, one, Number(sequence)));
}
