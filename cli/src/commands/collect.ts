import { resolve } from 'node:path';
import type { Application } from '@fundwatch/application';
import {
  collectPackage,
  pullExchangeSource,
  type PullRequest,
  type SubmissionOutcome,
} from '@fundwatch/application/facts';
import type { RequestContext } from '@fundwatch/domain/identity';
import { InvalidArgumentError, type Command } from 'commander';
import { setTimeout as pause } from 'node:timers/promises';
import type { CliConfig } from '../config.js';
import { checkAndReportRules } from './check-rules.js';
import { describeOutcome, nameSubmission } from './describe-outcome.js';
import { print, say } from './output/print.js';
import { readPeriod } from './read-period.js';
import { withApplication } from './with-application.js';

interface CollectOptions {
  history?: true;
  exchange?: string;
  period?: string;
}

/** fundwatch collect: takes in data packages, or what an exchange database offers. */
export function registerCollect(program: Command, config: CliConfig): void {
  program
    .command('collect')
    .description('take in data packages, or what an exchange database offers; exit 1 if any was refused')
    .argument('[packages...]', 'data packages: folders, or .zip files of them')
    .option('--history', "months before the product ran: the sender's time counts as arrival")
    .option('--exchange <postgres-url>', 'an exchange database instead of packages', readAddress)
    .option('--period <YYYYMM>', 'with --exchange: only this month', readPeriod)
    .action(async (packages: string[], options: CollectOptions, command: Command) => {
      const mistake = findMistake(packages, options);
      if (mistake) command.error(`error: ${mistake}`);
      await withApplication(config, async (app, context) => {
        if (options.exchange === undefined) {
          const named = packages.map((name) => ({ name, path: resolve(config.typedIn, name) }));
          await collectPackages(app, context, named, options.history ?? false);
        } else {
          await collectExchange(app, context, options.exchange, options.period);
        }
        await checkAndReportRules(app, context);
      });
    });
}

function findMistake(packages: readonly string[], { exchange, history, period }: CollectOptions): string | undefined {
  if (exchange === undefined) {
    if (packages.length === 0) return 'name the packages to take in, or an exchange database with --exchange';
    if (period !== undefined) return '--period goes with --exchange; a package says its month itself';
  } else {
    if (packages.length > 0) return 'give either packages or --exchange';
    if (history) return '--history goes with packages only';
  }
  return undefined;
}

function readAddress(text: string): string {
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text))
    throw new InvalidArgumentError('Write it as postgres://user:password@host:port/database.');
  return text;
}

async function collectPackages(
  app: Application,
  context: RequestContext,
  packages: readonly { name: string; path: string }[],
  history: boolean,
): Promise<void> {
  for (const { name, path } of packages) {
    const outcome = await collectPackage(app, context, { path, history });
    await report(name, outcome);
  }
}

async function collectExchange(
  app: Application,
  context: RequestContext,
  url: string,
  period: string | undefined,
): Promise<void> {
  const source = app.settings.exchangeSources.find((one) => one.url === url)?.name ?? nameOf(url);
  // Printing waits for the reader, the pull doesn't: lines are handed on in order.
  let printed = Promise.resolve();
  const onSubmission: PullRequest['onSubmission'] = (offered, outcome) => {
    printed = printed.then(() => report(nameSubmission(offered), outcome));
    printed.catch(() => undefined);
  };
  for (let told = false; ; told = true) {
    const counts = await pullExchangeSource(app, context, { source, url, period, onSubmission });
    await printed;
    if (counts) {
      const { offered, accepted, refused } = counts;
      await print(`${offered} new: ${accepted} accepted, ${refused} refused\n`);
      return;
    }
    if (!told) say('Another process is pulling from this database: waiting for it.');
    await pause(500);
  }
}

/** Names a database that no setting names, without its user and password. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

async function report(name: string, outcome: SubmissionOutcome): Promise<void> {
  if (outcome.state === 'refused') process.exitCode = 1;
  await print(describeOutcome(name, outcome));
}
