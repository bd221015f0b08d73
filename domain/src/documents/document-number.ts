import type { DocumentKind } from './document-kinds.js';

/** 发文字号: the word that an office numbers its papers by. Ours until an office sets its own. */
export const defaultNumberWords: Readonly<Record<DocumentKind, string>> = {
  alert_letter: '津社基预',
  supervise_order: '津社基督',
  inspection_notice: '津社基检',
  answer_form: '津社基反',
  consultation_letter: '津社基协',
  consultation_opinion: '津社基意',
  field_check_approval: '津社基核审',
  field_check_report: '津社基核报',
  rectification_form: '津社基改',
  major_matter_report: '津社基要',
  closure_slip: '津社基销',
  half_year_summary: '津社基汇',
  annual_summary: '津社基汇',
};

/** `津社基督〔2026〕12号` (GB/T 9704: full year in six-cornered brackets, no leading zeros). */
export function documentNumber(word: string, year: number, sequence: number): string {
  return `${word}〔${year}〕${sequence}号`;
}

/** `2026年10月20日`, the date of a finished paper. */
export function documentDay(day: string): string {
  const [year, month, date] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}

/** `2026年9月` of `202609`. */
export function documentMonth(period: string): string {
  return `${period.slice(0, 4)}年${Number(period.slice(4))}月`;
}

const digits = '零一二三四五六七八九';

/** 一 … 九十九, as headings and articles are numbered. */
export function chineseNumeral(number: number): string {
  if (!Number.isInteger(number) || number < 1 || number > 999) throw new RangeError(`no numeral for ${number}`);
  const hundreds = Math.floor(number / 100);
  const tens = Math.floor((number % 100) / 10);
  const ones = number % 10;
  const head = hundreds > 0 ? `${digits[hundreds]}百` : '';
  const gap = hundreds > 0 && tens === 0 && ones > 0 ? '零' : '';
  const ten = tens === 0 ? '' : `${tens === 1 && hundreds === 0 ? '' : digits[tens]}十`;
  return `${head}${gap}${ten}${ones === 0 ? '' : digits[ones]}`;
}
