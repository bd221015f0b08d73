import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { enterExpectedSubmissions } from '@fundwatch/application';
import type { Command } from 'commander';
import type { CliConfig } from '../config.js';
import { print } from './output/print.js';
import { withApplication } from './with-application.js';

/** fundwatch expected: replaces the list of submissions that are due. */
export function registerExpected(program: Command, config: CliConfig): void {
  program
    .command('expected')
    .description('replace the list of expected submissions, whole or not at all')
    .argument('<file>', 'JSON list of {agency, line, dataset, validFrom, validTo, mayLack}')
    .action(async (file: string) => {
      const list = await readJson(resolve(config.typedIn, file));
      const lines = await withApplication(config, (app, context) => enterExpectedSubmissions(app, context, list));
      await print(`${lines} expected submissions entered\n`);
    });
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new Error(`${file} cannot be read (${cause.code}). Check its name.`, { cause });
  });
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw new Error(`${file} is not JSON: ${(cause as Error).message}. Correct it and load it again.`, { cause });
  }
}
