import type { Application } from '@fundwatch/application';
import { checkOpenRules } from '@fundwatch/application/facts';
import { shortDecimal } from '@fundwatch/domain/alert';
import type { RequestContext } from '@fundwatch/domain/identity';
import { print } from './output/print.js';
import { onOneLine } from './output/terminal-text.js';

/** Checks the rules of what has arrived, in this process, and prints each broken one in a line. */
export async function checkAndReportRules(app: Application, context: RequestContext, period?: string): Promise<void> {
  for (const { agency, line, period: month, rule, left, right, difference } of await checkOpenRules(
    app,
    context,
    period,
  )) {
    const known = app.rules.get(rule);
    const title = known ? `${known.title.zh} / ${known.title.en}` : '';
    const sums = difference === null ? '' : `: ${number(left)} − ${number(right)} = ${number(difference)} `;
    const unit = difference === null ? '' : (known?.compares.unit ?? '');
    await print(`broken        ${onOneLine(`${agency} ${line} ${month} ${rule} ${title}${sums}${unit}`)}\n`);
  }
}

function number(value: string | null): string {
  return shortDecimal(value) ?? '?';
}
