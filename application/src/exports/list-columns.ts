import type { Severity } from '@fundwatch/domain/alert';
import { wordOf, type Language, type Text, type WordList } from './list-words.js';
import type { SheetKind } from './write-sheet.js';

/** A column of a list's workbook: its title as on the page, how wide, of what kind, and what a row has in it. */
export interface ListColumn<Row> {
  title: Text;
  /** In characters. */
  width: number;
  kind: SheetKind;
  value: (row: Row, language: Language) => string | number | null;
}

/** The two texts of a title. */
export const both = (zh: string, en: string): Text => ({ zh, en });

type Take<Row, T> = (row: Row) => T;

export const text = <Row>(
  title: Text,
  width: number,
  value: (row: Row, language: Language) => string | null | undefined,
): ListColumn<Row> => ({ title, width, kind: 'text', value: (row, language) => value(row, language) ?? null });

/** A whole number. */
export const count = <Row>(title: Text, value: Take<Row, number | null>): ListColumn<Row> => ({
  title,
  width: 10,
  kind: 'integer',
  value,
});

/** Yuan with two digits. */
export const yuan = <Row>(title: Text, value: Take<Row, string | null>): ListColumn<Row> => ({
  title,
  width: 17,
  kind: 'money',
  value,
});

/** A decimal with as many digits as it has. */
export const figure = <Row>(title: Text, value: Take<Row, string | null>): ListColumn<Row> => ({
  title,
  width: 17,
  kind: 'decimal',
  value,
});

/** A code in words. */
export const word = <Row>(
  title: Text,
  width: number,
  list: WordList,
  value: Take<Row, string | null | undefined>,
): ListColumn<Row> =>
  text(title, width, (row, language) => {
    const code = value(row);
    return code == null ? null : wordOf(list, code, language);
  });

/** Several codes in words. */
export const words = <Row>(
  title: Text,
  width: number,
  list: WordList,
  value: Take<Row, readonly string[]>,
): ListColumn<Row> =>
  text(title, width, (row, language) =>
    value(row)
      .map((code) => wordOf(list, code, language))
      .join(language === 'zh' ? '、' : ', '),
  );

/** A text that the records have in both languages. */
export const named = <Row>(title: Text, width: number, value: Take<Row, Text | null | undefined>): ListColumn<Row> =>
  text(title, width, (row, language) => value(row)?.[language]);

/** An instant in Asia/Shanghai: `2026-10-30 09:05`. */
export const instant = <Row>(title: Text, value: Take<Row, string | null | undefined>): ListColumn<Row> =>
  text(title, 17, (row) => instantText(value(row)));

/** A plain date. */
export const day = <Row>(title: Text, value: Take<Row, string | null | undefined>): ListColumn<Row> =>
  text(title, 12, (row) => value(row));

/** A period `202609` as `2026-09`. */
export const month = <Row>(title: Text, value: Take<Row, string | null | undefined>): ListColumn<Row> =>
  text(title, 10, (row) => periodText(value(row)));

export const severity = <Row>(title: Text, value: Take<Row, Severity>): ListColumn<Row> =>
  word(title, 9, 'severity', value);

/** Whatever belongs to an agency. */
export interface OfAgency {
  agency: { code: string; name: string };
}

/** An agency by name, and by its code in a column of its own. */
export const agency = <Row>(
  value: Take<Row, { code: string; name: string } | null>,
  title: Text = both('单位', 'Agency'),
): ListColumn<Row>[] => [
  text(title, 24, (row) => value(row)?.name),
  text(both('机构代码', 'Agency code'), 11, (row) => value(row)?.code),
];

export const line = <Row>(value: Take<Row, string | null>): ListColumn<Row> =>
  word(both('险种', 'Line'), 12, 'line', value);

export function instantText(at: string | null | undefined): string | null {
  if (!at) return null;
  return new Date(new Date(at).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

export function periodText(period: string | null | undefined): string | null {
  return period ? `${period.slice(0, 4)}-${period.slice(4)}` : null;
}

/** `{name}` in a text by its value. */
export function fill({ zh, en }: Text, values: Record<string, string | number>): Text {
  const put = (template: string) => template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  return { zh: put(zh), en: put(en) };
}
