import type { IndicatorParameter } from './indicator-definition.js';

/** How the text of a value is written, by the parameter's type: money in yuan with two decimals, ratios with six. */
export const parameterTexts: Readonly<Record<IndicatorParameter['type'], RegExp>> = {
  integer: /^-?\d+$/,
  money: /^-?\d+(\.\d{1,2})?$/,
  ratio: /^-?\d+(\.\d{1,6})?$/,
  text: /^.*$/s,
};

/** Whether a text is a value of that type. */
export function fitsParameterType(type: IndicatorParameter['type'], value: string): boolean {
  return parameterTexts[type].test(value);
}
