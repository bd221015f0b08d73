import type { IndicatorParameter } from './indicator-definition.js';
import { fitsParameterType } from './parameter-value.js';

const number = /-?\d+(?:\.\d+)?/g;

/**
 * Values that an agency's free text proposes: `<name or meaning>` with a number behind it, or the only number for the only
 * parameter that takes one. What cannot be told is left to the officer; nothing is guessed.
 */
export function suggestParameters(parameters: readonly IndicatorParameter[], text: string): Record<string, string> {
  const open = parameters.filter(({ type }) => type !== 'text');
  const named = open.flatMap((parameter) => {
    const value = [parameter.name, parameter.meaning].map((word) => numberAfter(text, word)).find(Boolean);
    return value !== undefined && fitsParameterType(parameter.type, value) ? [[parameter.name, value] as const] : [];
  });
  if (named.length) return Object.fromEntries(named);
  const numbers = text.match(number) ?? [];
  const [only] = open;
  return only && open.length === 1 && numbers.length === 1 && fitsParameterType(only.type, numbers[0]!)
    ? { [only.name]: numbers[0]! }
    : {};
}

/** The number that follows a word, with no other sentence between them. */
function numberAfter(text: string, word: string): string | undefined {
  const at = text.toLowerCase().indexOf(word.toLowerCase());
  if (at < 0) return undefined;
  const rest = text.slice(at + word.length).split(/[,，;；。\n]/)[0]!;
  return rest.match(number)?.at(-1);
}
