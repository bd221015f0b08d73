import type { SubmissionOutcome } from '@fundwatch/application/facts';
import type { CheckError, SubmissionIdentity } from '@fundwatch/domain/collect';
import { onOneLine } from './output/terminal-text.js';

/** What became of a package, in lines: its state, then every reason of a refusal with its place. */
export function describeOutcome(name: string, outcome: SubmissionOutcome): string {
  const { identity, state, rows, errors, errorTotal } = outcome;
  const what = identity && nameSubmission(identity);
  const subject = onOneLine(what === null || what === name ? name : `${name} (${what})`);
  if (state === 'accepted') return `accepted      ${subject}: ${rows} rows\n`;
  if (state === 'already_here') return `already here  ${subject}\n`;
  const lines = [`refused       ${subject}: ${errorTotal} ${errorTotal === 1 ? 'error' : 'errors'}`];
  for (const error of errors) lines.push(`  ${onOneLine(describeCheck(error))}`);
  const left = errorTotal - errors.length;
  if (left > 0) lines.push(`  … and ${left} more; at most 100 a table are kept`);
  return lines.map((line) => `${line}\n`).join('');
}

/** What a submission is, as it is said on the phone. */
export function nameSubmission(one: { [key in keyof SubmissionIdentity]: string | number }): string {
  return `${one.agency} ${one.line} ${one.dataset} ${one.period} v${one.version}`;
}

function describeCheck({ file, table, row, column, value, reason }: CheckError): string {
  const place = [
    file ?? table,
    row === null ? null : `row ${row}`,
    column,
    value === null ? null : `value ${JSON.stringify(value)}`,
  ].filter((part) => part !== null);
  return `${place.length ? `${place.join(', ')}: ` : ''}${reason.zh} / ${reason.en}`;
}
