import { exchangeTables, type ExchangeField } from '@fundwatch/domain/collect';
import { formatDecimal, formatPeriod } from '../../platform/i18n/format.js';
import { t } from '../../platform/i18n/i18n.js';
import { codeInWords } from '../alert/code-words.js';

/** The fields of a table of the standard, in its order. */
export function fieldsOf(table: string): readonly ExchangeField[] {
  return exchangeTables.find(({ name }) => name === table)?.fields ?? [];
}

/** Figures stand right-aligned. */
export function isFigure(field: ExchangeField): boolean {
  return field.type === 'number' || field.type === 'integer';
}

/** A value of a fact as the desk writes it: every decimal kept, months and yes or no in words; text as sent. */
export function factValue(field: ExchangeField, value: string | null | undefined): string {
  if (value === null || value === undefined || value === '') return '–';
  if (field.type === 'number' && /^-?\d+(\.\d+)?$/.test(value))
    return formatDecimal(value, value.split('.')[1]?.length ?? 0);
  if (field.type === 'yearmonth' && /^\d{6}$/.test(value)) return formatPeriod(value);
  if (field.type === 'boolean') return t(value === 'true' ? 'submissions.facts.yes' : 'submissions.facts.no');
  return field.enum ? codeInWords(field.name, value) : value;
}
