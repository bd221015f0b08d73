import { t, type TextKey } from '../platform/i18n/i18n.js';

const known = new Set(['000', '110', '120', '170', '210', '310', '410', '510']);

/** An insurance line's short name in the language in use; a code we don't know stays a code. */
export function lineName(code: string): string {
  return known.has(code) ? t(`words.line.${code}` as TextKey) : code;
}
