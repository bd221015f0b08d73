import { formatDecimal, formatInstant, formatPeriod } from '../../platform/i18n/format.js';

/** A cell of the evidence table: dates, months and amounts as the desk writes them, text as it was sent. */
export function evidenceValue(value: string | null | undefined, type: string): string {
  if (value === null || value === undefined || value === '') return '–';
  if (/^decimal|^numeric|^number/i.test(type) && /^-?\d+(\.\d+)?$/.test(value)) {
    const decimals = value.split('.')[1]?.replace(/0+$/, '').length ?? 0;
    return formatDecimal(value, /38,\s*2|amount/i.test(type) || decimals > 0 ? Math.max(2, decimals) : 0);
  }
  if (/timestamp|datetime/i.test(type) && !Number.isNaN(Date.parse(value))) return formatInstant(value);
  if (/yearmonth|period/i.test(type) && /^\d{6}$/.test(value)) return formatPeriod(value);
  return value;
}

/** Figures stand right-aligned. */
export function isFigure(type: string): boolean {
  return /^decimal|^numeric|^number|^int/i.test(type);
}
