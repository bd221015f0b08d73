import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { codesIn } from '@fundwatch/domain/collect';
import { both, instantText, periodText, type ListColumn } from './list-columns.js';
import type { Language, Text } from './list-words.js';
import type { SheetKind } from './write-sheet.js';

type Declared = ReplyOf<typeof routes.getAlert>['evidenceColumns'][number];
interface Proven {
  evidence: Readonly<Record<string, string | null>>;
}

const kinds: Readonly<Record<string, SheetKind>> = { money: 'money', integer: 'integer', ratio: 'share' };
const isNumber = /^-?\d+(\.\d+)?$/;

/**
 * The evidence that an indicator declares, each in a column of its own; what is masked on the page comes masked.
 * @param taken titles of the columns that stand before them: no two columns are called the same
 */
export function evidenceColumns<Row extends Proven>(
  declared: readonly Declared[],
  taken: readonly Text[],
): ListColumn<Row>[] {
  const isTaken = ({ zh, en }: Text) => taken.some((one) => one.zh === zh || one.en === en);
  return declared.map(({ name, type, title }) => ({
    title: isTaken(title) ? both(`${title.zh}（证据）`, `${title.en} (evidence)`) : title,
    width: 18,
    kind: kinds[type] ?? 'text',
    value: ({ evidence }, language) => valueOf(name, type, evidence[name] ?? null, language),
  }));
}

/** By the type of its column: figures as they are, months and times as the desk writes them, codes of the standard in words. */
function valueOf(name: string, type: string, value: string | null, language: Language): string | null {
  if (value === null || (type in kinds && isNumber.test(value))) return value;
  if (type === 'period' && /^\d{6}$/.test(value)) return periodText(value);
  // Times of the exchange carry no zone: they are Shanghai's already.
  if (type === 'datetime') return /(Z|[+-]\d\d:?\d\d)$/.test(value) ? instantText(value) : value.replace('T', ' ');
  const codes = codesIn(name, value);
  return codes ? codes.map((code) => code[language]).join(language === 'zh' ? '、' : ', ') : value;
}
