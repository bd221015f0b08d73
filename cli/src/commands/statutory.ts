import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { enterStatutoryTable } from '@fundwatch/application';
import type { Command } from 'commander';
import type { CliConfig } from '../config.js';
import { print } from './output/print.js';
import { withApplication } from './with-application.js';

/** fundwatch statutory: enters figures that the region sets itself. */
export function registerStatutory(program: Command, config: CliConfig): void {
  program
    .command('statutory')
    .description('enter figures that the region sets (limits of the contribution base, benefit standards …)')
    .argument('<file>', 'YAML like those of indicators/statutory: table, title, source, validFrom, validTo, rows')
    .action(async (name: string) => {
      const path = resolve(config.typedIn, name);
      const file = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
        throw new Error(`${path} cannot be read (${cause.code}). Check its name.`, { cause });
      });
      const { table, rows } = await withApplication(config, (app, context) => enterStatutoryTable(app, context, file));
      await print(`${table}: ${rows} rows entered\n`);
    });
}
