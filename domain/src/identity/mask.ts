import type { Role } from './roles.js';

/** What is known of a value that may be personal. */
export interface MaskableColumn {
  name: string;
  type: string;
  personal: boolean;
}

const starred = (count: number) => '*'.repeat(Math.max(count, 0));
const keepEnds = (text: string, head: number, tail: number) =>
  text.length <= head + tail
    ? starred(text.length)
    : text.slice(0, head) + starred(text.length - head - tail) + text.slice(text.length - tail);

/** 公民身份号码: `1201**********1234`. */
export function maskCitizenId(id: string): string {
  return keepEnds(id, 4, 4);
}

/** 姓名: the first character, `张*`, `欧**`. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name];
  return rest.length === 0 ? starred(1) : first + starred(rest.length);
}

/** 银行账号: the last four, `***************1234`. */
export function maskAccount(account: string): string {
  return keepEnds(account, 0, 4);
}

const forms: readonly { fits: (text: string, column: MaskableColumn) => boolean; mask: (text: string) => string }[] = [
  { fits: (_, { type }) => type === 'date' || type === 'datetime', mask: (text) => `${text.slice(0, 4)}-**-**` },
  { fits: (_, { type }) => type !== 'text', mask: () => starred(3) },
  { fits: (_, { name }) => /(^|_)id(_number|_no)?$/.test(name), mask: maskCitizenId },
  { fits: (text) => /^(\d{15}|\d{17}[\dXx])$/.test(text), mask: maskCitizenId },
  { fits: (_, { name }) => /account|phone|mobile|card/.test(name), mask: maskAccount },
  { fits: (text) => /^[\d\s-]{8,}$/.test(text), mask: maskAccount },
];

/** A value as somebody sees it who has not asked for personal data; other columns pass unchanged. */
export function maskValue(column: MaskableColumn, value: string | null): string | null {
  if (value === null || value === '' || !column.personal) return value;
  const form = forms.find(({ fits }) => fits(value, column));
  return form ? form.mask(value) : maskName(value);
}

/**
 * A record as somebody sees it who has not asked for personal data. Values of columns that nobody declared are masked, too:
 * what is not known to be harmless is not shown.
 */
export function maskRecord(
  columns: readonly MaskableColumn[],
  record: Readonly<Record<string, string | null>>,
): Record<string, string | null> {
  const declared = new Map(columns.map((column) => [column.name, column]));
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      maskValue(declared.get(name) ?? { name, type: 'text', personal: true }, value),
    ]),
  );
}

/** Roles whose work may need personal data; each look still needs a reason and is logged. */
export const unmaskingRoles = [
  'supervision_officer',
  'supervision_head',
  'agency_handler',
  'agency_head',
] as const satisfies readonly Role[];

/** Whether one of an account's roles may ask for personal data at all. */
export function mayUnmask(held: readonly Role[]): boolean {
  return unmaskingRoles.some((role) => held.includes(role));
}
