/** What a spreadsheet takes for the start of a formula, in half and full width; tab and line ends let one hide behind them. */
const startsFormula = /^[=+\-@\t\r\n＝＋－＠]/;
const plainNumber = /^[+-]?\d+(\.\d+)?$/;

/**
 * A text that a spreadsheet opens as text: one that could be taken for a formula gets a leading apostrophe; plain numbers
 * stay what they are. For every cell of every export.
 */
export function guardFormula(text: string): string {
  return startsFormula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}
