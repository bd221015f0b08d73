import { codesIn } from '@fundwatch/domain/collect';
import { nameIn } from '../../platform/i18n/i18n.js';

/** A code, or several in a list, in words; what isn't in the list of its column stays as it was sent. */
export function codeInWords(column: string, value: string): string {
  return codesIn(column, value)?.map(nameIn).join('、') ?? value;
}
