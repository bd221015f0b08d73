import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identifyProcess, isSameProcess, type ProcessIdentity } from '../home/identify-process.js';
import { choosePort } from './choose-port.js';
import { readPostmaster, type Postmaster } from './read-postmaster.js';
import { stopServer } from './stop-server.js';
import type { RunAs } from './run-as.js';
import { adminUrlOf, environmentOf, settleCluster, type Cluster } from './settle-cluster.js';

export interface StartPostgresOptions {
  /** FUNDWATCH_HOME; everything is kept in its folder "postgres". */
  home: string;
  /** Forces the way PostgreSQL is run; by default the first that works here. */
  runAs?: RunAs;
  /** Further server settings, such as fsync=off for tests. */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  /** Connection string of the owner of everything, to the product's own database. */
  adminUrl: string;
  port: number;
  pid: number;
  /** True when a server was already running on this home. */
  attached: boolean;
  /** Whether that server still lives: it may have been killed. */
  isAlive(): boolean;
  /**
   * Leaves the server, and stops it (fast: sessions are cut, no data lost) if nobody else uses it.
   * @param force stop it even if others use it
   */
  stop(options?: { force?: boolean }): Promise<void>;
}

const START_LIMIT_MS = 60_000;
const LOG_LIMIT_BYTES = 20_000_000;

/**
 * Starts the home's own PostgreSQL on 127.0.0.1, making it at the first start; attaches to it if it runs.
 * It is its own process group, so that Ctrl-C reaches the caller first, who then stops it in order.
 * Throws with the end of the server's log when it does not become ready.
 */
export async function startPostgres(options: StartPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = await settleCluster(options.home, options.runAs);
  const leave = enter(cluster);
  try {
    const found = readPostmaster(cluster.data);
    const ready: (Postmaster & { own?: boolean }) | undefined = found && (await whenReady(cluster));
    const postmaster = ready ?? (await launch(cluster, options.settings ?? {}));
    writeFileSync(join(cluster.folder, 'port'), String(postmaster.port), { mode: 0o600 });
    return {
      adminUrl: adminUrlOf(cluster, postmaster.port),
      port: postmaster.port,
      pid: postmaster.pid,
      attached: postmaster.own !== true,
      isAlive: () => readPostmaster(cluster.data)?.pid === postmaster.pid,
      stop: async ({ force = false } = {}) => {
        leave();
        if (force || !isUsed(cluster)) await stopServer(cluster.data);
      },
    };
  } catch (error) {
    leave();
    if (!isUsed(cluster)) await stopServer(cluster.data);
    throw error;
  }
}

/** Starts the server; tries again while the memory of one that was killed is still held by its last children. */
async function launch(cluster: Cluster, settings: Record<string, string>): Promise<Postmaster & { own?: boolean }> {
  const until = Date.now() + START_LIMIT_MS;
  for (;;) {
    const { pid, output, ended } = await spawnServer(cluster, settings);
    const postmaster = await whenReady(cluster, ended);
    if (postmaster) return { ...postmaster, own: postmaster.pid === pid };
    const log = output();
    const mayPass =
      /pre-existing shared memory block|lock file "postmaster\.pid"|Address already in use|could not bind/;
    if (!mayPass.test(log) || Date.now() > until) {
      throw new Error(`PostgreSQL did not start (${join(cluster.folder, 'log')}):\n${log.slice(-2000)}`);
    }
    await pause(300);
  }
}

async function spawnServer(cluster: Cluster, settings: Record<string, string>) {
  const port = await choosePort(rememberedPort(cluster));
  const chosen: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'Asia/Shanghai',
    log_timezone: 'Asia/Shanghai',
    jit: 'off',
    ...settings,
  };
  const args = Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { file, args: wrapped } = cluster.runner.command(join(cluster.binaries, 'bin', 'postgres'), [
    '-D',
    cluster.data,
    ...args,
  ]);
  const logFile = join(cluster.folder, 'log');
  const log = openSync(logFile, sizeOf(logFile) > LOG_LIMIT_BYTES ? 'w' : 'a', 0o600);
  const from = sizeOf(logFile);
  const child = spawn(file, wrapped, {
    ...cluster.runner.owner,
    cwd: '/',
    env: environmentOf(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let ended = false;
  child.once('error', () => (ended = true));
  child.once('exit', () => (ended = true));
  child.unref();
  return { pid: child.pid, ended: () => ended, output: () => readFileSync(logFile).subarray(from).toString() };
}

/** Waits for a server that accepts connections; undefined when it ended, or never came, before. */
async function whenReady(cluster: Cluster, ended?: () => boolean): Promise<Postmaster | undefined> {
  const until = Date.now() + START_LIMIT_MS;
  while (Date.now() < until) {
    const postmaster = readPostmaster(cluster.data);
    if (postmaster?.ready) return postmaster;
    if (ended ? ended() : !postmaster) return undefined;
    await pause(50);
  }
  return undefined;
}

/** Notes that this process uses the server; returns how to take the note back. */
function enter(cluster: Cluster): () => void {
  const users = join(cluster.folder, 'users');
  mkdirSync(users, { recursive: true, mode: 0o700 });
  const name = randomUUID();
  const note = join(users, name);
  // Renamed into place, so that nobody sweeps a note that is half written.
  writeFileSync(join(cluster.folder, name), JSON.stringify(identifyProcess(process.pid)));
  renameSync(join(cluster.folder, name), note);
  return () => rmSync(note, { force: true });
}

/** Whether a living process has a note; notes of the dead are swept. */
function isUsed(cluster: Cluster): boolean {
  const users = join(cluster.folder, 'users');
  let used = false;
  for (const note of readdirSync(users).map((name) => join(users, name))) {
    if (isLiving(note)) used = true;
    else rmSync(note, { force: true });
  }
  return used;
}

function isLiving(note: string): boolean {
  try {
    return isSameProcess(JSON.parse(readFileSync(note, 'utf8')) as ProcessIdentity);
  } catch {
    return false;
  }
}

function rememberedPort(cluster: Cluster): number | undefined {
  try {
    return Number(readFileSync(join(cluster.folder, 'port'), 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
