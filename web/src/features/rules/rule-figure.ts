import { formatDecimal, formatPlainDecimal } from '../../platform/i18n/format.js';
import type { Language } from '../../platform/i18n/i18n.js';

const english: Readonly<Record<string, string>> = {
  元: 'yuan',
  条: 'rows',
  人: 'persons',
  户: 'employers',
  月: 'months',
  次: 'times',
  笔: 'payments',
  个: 'items',
  项: 'items',
  天: 'days',
};

/** A side of a rule, or the difference, in the rule's unit: money to the cent, everything else plainly. */
export function ruleFigure(value: string | null, unit: string): string {
  if (value === null) return '–';
  return unit === '元' ? formatDecimal(value, 2) : formatPlainDecimal(value);
}

/** The unit of a rule in the language in use; one that we have no word for stays as it is. */
export function unitName(unit: string, language: Language): string {
  return language === 'zh' ? unit : (english[unit] ?? unit);
}
