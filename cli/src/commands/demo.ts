import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { CliConfig } from '../config.js';
import { defaultPersons, defaultSeed, expectedFindings } from '../demo/index.js';
import { fillWithDemonstration } from '../demonstration/fill-with-demonstration.js';
import { discardUnfinishedHome, readHome, writeHome } from '../home/index.js';
import { holdLock } from '../launcher/hold-lock.js';
import { print, say } from './output/print.js';
import { withDatabase } from './with-database.js';

interface DemoCommandOptions {
  persons: number;
  seed: number;
  findings?: string;
}

/** fundwatch demo: fills an empty home with the demonstration region. */
export function registerDemo(program: Command, config: CliConfig): void {
  program
    .command('demo')
    .description('fill an empty home with the demonstration region and its planted problems')
    .option('--persons <number>', 'how many insured persons', readCount, defaultPersons)
    .option('--seed <number>', 'the same seed gives the same region', readCount, defaultSeed)
    .option('--findings <file>', 'write the list of what was planted and must stay quiet, as JSON')
    .action((options: DemoCommandOptions) => fillHome(config, options));
}

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('It must be a whole number above 0.');
  return count;
}

async function fillHome(config: CliConfig, { findings, ...options }: DemoCommandOptions): Promise<void> {
  if (config.databaseUrl !== undefined)
    throw new Error('The demonstration is kept in a database of its own home: run it without DATABASE_URL.');
  // A start in the middle of this would take the half-filled home for one that was cut short.
  const lock = holdLock(config.home, 'fundwatch demo');
  if ('heldBy' in lock)
    throw new Error(
      `Process ${lock.heldBy.pid} uses this home (${lock.heldBy.address}): stop it, or set FUNDWATCH_HOME.`,
    );
  try {
    await discardUnfinishedHome(config.home);
    if (readHome(config.home) || ['facts', 'objects'].some((folder) => existsSync(join(config.home, folder))))
      throw new Error(`${config.home} holds data already: set FUNDWATCH_HOME to an empty folder.`);
    writeHome(config.home, { demonstration: 'loading' });
    const launch = { config, exchangeSources: [], signIns: [], stopping: new AbortController().signal };
    await withDatabase(config, (database) => fillWithDemonstration({ ...launch, database }, tellProgress(), options));
  } finally {
    lock.release();
  }
  if (findings !== undefined)
    await writeFile(resolve(config.typedIn, findings), `${JSON.stringify(expectedFindings(options), null, 2)}\n`);
  const { signIns = [] } = readHome(config.home) ?? {};
  await print('The demonstration is loaded. Sign-ins, after: npm start\n');
  for (const { role, username, password } of signIns) await print(`  ${username} / ${password}  ${role}\n`);
}

const QUIET_MS = 1_000;

/** A line at most every second, so that a log stays readable. */
function tellProgress(): (words: string) => void {
  let last = -Infinity;
  return (words) => {
    if (performance.now() - last < QUIET_MS) return;
    last = performance.now();
    say(words);
  };
}
