import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identifyProcess, isSameProcess, type ProcessIdentity } from '../home/index.js';

/** A process of the product that is started again whenever it dies. */
export interface SupervisedProcess {
  name: string;
  /** Set when it died so often before it was ever in order that starting again is pointless. */
  gaveUp(): string | undefined;
  /** Said once it was seen to work: from then on it is started again for ever. */
  worked(): void;
  /** Starts it anew with another environment, such as a database that came back on another port. */
  restart(env: NodeJS.ProcessEnv): Promise<void>;
  stop(): Promise<void>;
}

export interface SupervisedOptions {
  name: string;
  home: string;
  /** The JavaScript file, run with this Node. */
  program: string;
  env: NodeJS.ProcessEnv;
  say: (line: string) => void;
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;
/** A process that lived this long starts again at once the next time. */
const STEADY_AFTER_MS = 30_000;
const ATTEMPTS_BEFORE_IT_WORKED = 5;
const STOP_LIMIT_MS = 10_000;
const LOG_LIMIT_BYTES = 50_000_000;

/** Starts a process in a group of its own, so that only the launcher stops it, in order; its output goes to log/. */
export function superviseProcess({ name, home, program, env, say }: SupervisedOptions): SupervisedProcess {
  const log = openLogOf(home, name);
  let child: ChildProcess | undefined;
  let environment = env;
  let stopping = false;
  let everWorked = false;
  let failures = 0;
  let delay = FIRST_DELAY_MS;
  let again: NodeJS.Timeout | undefined;

  const start = () => {
    again = undefined;
    const from = Date.now();
    const output = log.open();
    const started = spawn(process.execPath, ['--enable-source-maps', program], {
      env: environment,
      detached: true,
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    child = started;
    if (started.pid !== undefined) notePid(home, name, started.pid);
    let over = false;
    const ended = (how: string) => {
      if (over) return;
      over = true;
      if (child === started) child = undefined;
      if (stopping) return;
      failures += 1;
      if (Date.now() - from > STEADY_AFTER_MS) delay = FIRST_DELAY_MS;
      if (!everWorked && failures >= ATTEMPTS_BEFORE_IT_WORKED) return;
      say(`${name} ended (${how}); starting it again in ${delay / 1000} s`);
      again = setTimeout(start, delay);
      delay = Math.min(delay * 2, LONGEST_DELAY_MS);
    };
    started.once('error', (error) => ended(error.message));
    started.once('exit', (code, signal) => ended(signal ?? `code ${code}`));
  };
  const halt = async () => {
    clearTimeout(again);
    const running = child;
    if (running?.pid !== undefined) await endProcess(running.pid);
    child = undefined;
  };

  start();
  return {
    name,
    gaveUp: () =>
      !everWorked && failures >= ATTEMPTS_BEFORE_IT_WORKED
        ? `${name} ended ${failures} times; the end of ${log.file}:\n${log.tail()}`
        : undefined,
    worked: () => {
      everWorked = true;
    },
    restart: async (next) => {
      environment = next;
      stopping = true;
      await halt();
      stopping = false;
      start();
    },
    stop: async () => {
      stopping = true;
      await halt();
      forgetPid(home, name);
    },
  };
}

/** Ends what a launcher that was killed left running on this home. */
export async function endOrphans(home: string, names: string[]): Promise<string[]> {
  const ended: string[] = [];
  for (const name of names) {
    const identity = readPid(home, name);
    if (identity && isSameProcess(identity)) {
      await endProcess(identity.pid);
      ended.push(name);
    }
    forgetPid(home, name);
  }
  return ended;
}

/** Asks a process to end, and ends it when it has not after ten seconds. */
async function endProcess(pid: number): Promise<void> {
  const identity = identifyProcess(pid);
  if (!identity) return;
  const until = Date.now() + STOP_LIMIT_MS;
  signal(pid, 'SIGTERM');
  while (isSameProcess(identity)) {
    if (Date.now() > until) signal(pid, 'SIGKILL');
    await pause(50);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function openLogOf(home: string, name: string) {
  const folder = join(home, 'log');
  const file = join(folder, `${name}.log`);
  return {
    file,
    open: () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
      return openSync(file, 'a', 0o600);
    },
    tail: () => readFileSync(file, 'utf8').slice(-3000),
  };
}

function pidFile(home: string, name: string): string {
  return join(home, 'run', `${name}.json`);
}

function notePid(home: string, name: string, pid: number): void {
  mkdirSync(join(home, 'run'), { recursive: true, mode: 0o700 });
  writeFileSync(pidFile(home, name), JSON.stringify(identifyProcess(pid) ?? { pid, started: '' }));
}

function readPid(home: string, name: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(pidFile(home, name), 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}

function forgetPid(home: string, name: string): void {
  rmSync(pidFile(home, name), { force: true });
}
