/** Puts values into an indicator's sentence: `{subject}`, `{amount}`, or a column of the evidence. What is unknown is a dash. */
export function fillSummary(sentence: string, values: Readonly<Record<string, string | null>>): string {
  const filled = sentence.replace(/\{([a-z][a-zA-Z0-9_]*)\}/g, (_, name: string) => values[name] || '—');
  // Numbers stand apart from Chinese words; a Chinese name that was put in does not.
  return filled.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}

/** `8412.00` as `8,412.00`. */
export function groupThousands(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `202606` as `2026-06`. */
export function writePeriod(period: string): string {
  return `${period.slice(0, 4)}-${period.slice(4)}`;
}
