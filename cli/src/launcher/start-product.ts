import { join } from 'node:path';
import { inheritedEnvironment, type CliConfig } from '../config.js';
import { discardUnfinishedHome, keepSecret, readHome, writeHome } from '../home/index.js';
import { holdLock } from './hold-lock.js';
import type { Launch } from './launch.js';
import { runStages } from './run-stages.js';
import { programs, stages } from './stages.js';
import { endOrphans } from './supervise-process.js';
import { watchPostgres } from './watch-postgres.js';

/** A product that runs. */
export interface RunningProduct {
  address: string;
  stop(): Promise<void>;
}

/**
 * Starts everything on the configured home and keeps it running.
 * @param stopping aborted when the start is to be given up
 * @returns the running product, or undefined when another launcher runs it already (its address is printed)
 */
export async function startProduct(
  config: CliConfig,
  say: (line: string) => void,
  stopping: AbortSignal,
): Promise<RunningProduct | undefined> {
  const localAddress = `http://127.0.0.1:${config.port}`;
  const address = config.publicUrl ?? `http://localhost:${config.port}`;
  const lock = holdLock(config.home, address);
  if ('heldBy' in lock) {
    say(`Fundwatch is running already (process ${lock.heldBy.pid}): ${lock.heldBy.address}`);
    return undefined;
  }
  const launch: Launch = {
    config,
    localAddress,
    address,
    say,
    stopping,
    freshHome: false,
    exchangeSources: config.exchangeSources ?? [],
    signIns: [],
    processes: [],
    environment: () => environmentOf(launch),
  };
  const watching = new AbortController();
  let watch = Promise.resolve();
  const stop = async () => {
    watching.abort();
    await watch;
    // What uses the database goes before it; the server first, so that nobody's request meets a closed queue.
    for (const each of launch.processes) await each.stop();
    await launch.database?.server?.stop({ force: true });
    lock.release();
  };
  try {
    const orphans = await endOrphans(config.home, Object.keys(programs));
    if (orphans.length > 0) say(`ended what an earlier start left behind: ${orphans.join(', ')}`);
    if (await discardUnfinishedHome(config.home)) say('the first start was cut short: starting over');
    launch.freshHome = readHome(config.home) === undefined && config.databaseUrl === undefined;
    await runStages(stages, launch);
    if (!readHome(config.home)) writeHome(config.home, { demonstration: 'none' });
  } catch (error) {
    await stop();
    throw error;
  }
  watch = watchPostgres(launch, watching.signal);
  printWelcome(launch);
  return { address, stop };
}

function environmentOf({ config, database, exchangeSources }: Launch): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    ...inheritedEnvironment(),
    DATABASE_URL: database!.databaseUrl,
    FUNDWATCH_HOME: config.home,
    PORT: String(config.port),
    FUNDWATCH_EXCHANGE_SOURCES: JSON.stringify(exchangeSources),
    FUNDWATCH_INSTALLATION_SECRET: config.installationSecret ?? keepSecret(join(config.home, 'installation-secret')),
    FUNDWATCH_DEMONSTRATION: (readHome(config.home)?.demonstration ?? 'none') === 'none' ? '0' : '1',
  };
}

function printWelcome({ address, signIns, say }: Launch): void {
  say('');
  say(`Fundwatch is ready: ${address}`);
  if (signIns.length > 0) {
    say('Demonstration sign-ins (these accounts exist only in the demonstration):');
    for (const { role, username, password } of signIns) say(`  ${role}: ${username} / ${password}`);
  }
  say('Ctrl-C stops everything; the data is kept.');
}
