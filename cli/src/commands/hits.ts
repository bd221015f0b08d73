import { listPeriodHits, unmaskPeriodHits } from '@fundwatch/application';
import { Option, type Command } from 'commander';
import type { CliConfig } from '../config.js';
import { say } from './output/print.js';
import { pageSize, printRows } from './output/print-rows.js';
import { rowFormats, type Row, type RowFormat } from './output/row-format.js';
import { readPeriod } from './read-period.js';
import { withApplication } from './with-application.js';

/** What is told of a hit, in this order. */
const columns = [
  'indicator',
  'agency',
  'line',
  'subject',
  'hitKey',
  'relatedKey',
  'period',
  'firstPeriod',
  'verdict',
  'observed',
  'threshold',
  'amount',
  'evidence',
];

interface HitsOptions {
  period: string;
  indicator?: string[];
  format: RowFormat;
  unmask?: true;
  reason?: string;
}

/** fundwatch hits: every row that the latest evaluation of a period found, one line each. */
export function registerHits(program: Command, config: CliConfig): void {
  program
    .command('hits')
    .description('every row that the latest evaluation of a period found, known ones and undecided ones too')
    .requiredOption('--period <YYYYMM>', 'the month', readPeriod)
    .option('--indicator <code...>', 'only these indicators')
    .addOption(new Option('--format <format>', 'how they are written').choices(rowFormats).default('table'))
    .option('--unmask', 'show personal columns; needs --reason')
    .option('--reason <text>', 'why personal data is looked at; it is logged')
    .action(async (options: HitsOptions, command: Command) => {
      const { period, indicator: indicators, format, unmask, reason } = options;
      if (unmask && !reason?.trim()) command.error('error: --unmask needs a reason, which is logged: --reason <text>');
      if (!unmask && reason !== undefined) command.error('error: --reason goes with --unmask');
      await withApplication(config, async (app, context) => {
        let failed: string[] = [];
        const count = await printRows(format, columns, async (cursor) => {
          const input = { period, indicators, cursor, limit: pageSize };
          const page = unmask
            ? await unmaskPeriodHits(app, context, { ...input, reason: reason! })
            : await listPeriodHits(app, context, input);
          failed = page.failed;
          return { ...page, items: page.items as readonly unknown[] as readonly Row[] };
        });
        for (const code of failed) say(`${code} failed in its latest run: that it has no hits says nothing.`);
        if (count === 0) say(`Nothing was found in ${period}.`);
      });
    });
}
