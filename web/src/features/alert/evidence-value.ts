import {
  formatAmount,
  formatDecimal,
  formatInstant,
  formatPeriod,
  formatPlainDecimal,
} from '../../platform/i18n/format.js';
import type { Language } from '../../platform/i18n/i18n.js';

const decimal = /^-?\d+(\.\d+)?$/;

/** A cell of the evidence table by its column's type: amounts, months and times as the desk writes them, text as sent. */
export function evidenceValue(value: string | null | undefined, type: string, language: Language): string {
  if (value === null || value === undefined || value === '') return '–';
  switch (type) {
    case 'money':
      return decimal.test(value) ? formatAmount(value, language) : value;
    case 'ratio':
      return decimal.test(value) ? `${formatPlainDecimal(percentOf(value))} %` : value;
    case 'integer':
      return decimal.test(value) ? formatPlainDecimal(value) : value;
    case 'period':
      return /^\d{6}$/.test(value) ? formatPeriod(value) : value;
    case 'datetime':
      // Times of the exchange carry no zone: they are Shanghai's already.
      return /(Z|[+-]\d\d:?\d\d)$/.test(value) ? formatInstant(value) : value.replace('T', ' ');
    default:
      return value;
  }
}

/** Figures stand right-aligned. */
export function isFigure(type: string): boolean {
  return type === 'money' || type === 'ratio' || type === 'integer';
}

/** A hash is compared by its beginning; the whole is in the cell's title. */
export function isHash(value: string | null | undefined): value is string {
  return /^[0-9a-f]{32,}$/.test(value ?? '');
}

/** A share as per cent with two decimals, without a float. */
function percentOf(share: string): string {
  const negative = share.startsWith('-') ? '-' : '';
  const [whole = '0', fraction = ''] = share.replace('-', '').split('.');
  const padded = fraction.padEnd(4, '0');
  return formatDecimal(`${negative}${whole}${padded.slice(0, 2)}.${padded.slice(2)}`, 2).replaceAll(',', '');
}
