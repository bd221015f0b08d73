import { listAlerts } from '@fundwatch/application';
import { Option, type Command } from 'commander';
import type { CliConfig } from '../config.js';
import { say } from './output/print.js';
import { pageSize, printRows } from './output/print-rows.js';
import { rowFormats, type RowFormat } from './output/row-format.js';
import { readPeriod } from './read-period.js';
import { withApplication } from './with-application.js';

/** What is told of an alert, in this order. */
const columns = [
  'number',
  'indicator',
  'agency',
  'line',
  'subject',
  'firstPeriod',
  'period',
  'severity',
  'state',
  'hits',
  'observed',
  'threshold',
  'amount',
  'dueOn',
];

/** fundwatch alerts: the alerts that have hits in a period. */
export function registerAlerts(program: Command, config: CliConfig): void {
  program
    .command('alerts')
    .description('the alerts with hits in a period, latest first')
    .requiredOption('--period <YYYYMM>', 'the month', readPeriod)
    .addOption(new Option('--format <format>', 'how they are written').choices(rowFormats).default('table'))
    .action(async ({ period, format }: { period: string; format: RowFormat }) => {
      await withApplication(config, async (app, context) => {
        const count = await printRows(format, columns, async (cursor) => {
          const page = await listAlerts(app, context, { period, order: 'raised', cursor, limit: pageSize });
          return {
            ...page,
            items: page.items.map(({ agency, ...alert }) => ({ ...pick(alert), agency: agency.code })),
          };
        });
        if (count === 0) say(`No alert has a hit in ${period}.`);
      });
    });
}

/** Leaves out what is no cell of the list. */
function pick(alert: Record<string, unknown>): Record<string, string | number | null> {
  return Object.fromEntries(
    Object.entries(alert).filter((entry): entry is [string, string | number | null] => columns.includes(entry[0])),
  );
}
