import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { keepSecret } from '../home/keep-secret.js';
import { locateBinaries } from './locate-binaries.js';
import { chooseRunner, makeExecutable, type RunAs, type Runner } from './run-as.js';

/** Where one home's PostgreSQL lives. */
export interface Cluster {
  /** Kept in the home, readable by its owner only: password, port, log, who uses the server. */
  folder: string;
  /** PostgreSQL's data folder; outside the home when the OS user could not reach it there. */
  data: string;
  binaries: string;
  runner: Runner;
  password: string;
}

/** Binaries and data of PostgreSQL running as an OS user, who cannot enter a 0700 home. */
const OS_USER_ROOT = '/var/lib/fundwatch-postgres';
const DATABASE = 'fundwatch';
const SUPERUSER = 'fundwatch_admin';

/**
 * Finds the home's cluster, or makes it: initdb (UTF8, locale C) in a temporary folder that is renamed when complete,
 * so that a start cut short leaves nothing half made.
 */
export async function settleCluster(home: string, runAs?: RunAs): Promise<Cluster> {
  const folder = join(resolve(home), 'postgres');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const location = join(folder, 'location.json');
  const known = existsSync(location)
    ? (JSON.parse(readFileSync(location, 'utf8')) as { way: RunAs; data: string })
    : undefined;
  // A cluster's files belong to whom it was made by, so the way it was made goes before a preference.
  const runner = chooseRunner(known && (known.way === 'os-user' || runAs === undefined) ? known.way : runAs);
  if (known && (known.way === 'os-user') !== (runner.way === 'os-user')) {
    throw new Error(`The PostgreSQL in ${folder} was made as "${known.way}" and cannot be run as "${runner.way}".`);
  }
  const data = known?.data ?? dataFolder(folder, runner);
  const binaries = reachableBinaries(runner);
  for (const program of ['initdb', 'postgres']) makeExecutable(join(binaries, 'bin', program));
  const password = keepSecret(join(folder, 'password'));
  const cluster = { folder, data, binaries, runner, password };
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(cluster);
  if (!known) writeFileSync(location, JSON.stringify({ way: runner.way, data }), { mode: 0o600 });
  return cluster;
}

/** The connection string of the cluster's owner, to the product's own database. */
export function adminUrlOf(cluster: Cluster, port: number): string {
  return `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/${DATABASE}`;
}

function dataFolder(folder: string, runner: Runner): string {
  if (!runner.owner) return join(folder, 'data');
  const home = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return join(OS_USER_ROOT, home, 'data');
}

function reachableBinaries(runner: Runner): string {
  const native = locateBinaries();
  if (!runner.owner) return native;
  const version = createHash('sha256')
    .update(readFileSync(join(native, '..', 'package.json')))
    .digest('hex');
  const copy = join(OS_USER_ROOT, `binaries-${version.slice(0, 16)}`);
  if (existsSync(copy)) return copy;
  mkdirSync(OS_USER_ROOT, { recursive: true, mode: 0o755 });
  const unfinished = mkdtempSync(`${copy}.`);
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  chmodSync(unfinished, 0o755);
  renameInto(unfinished, copy);
  return copy;
}

/** Two starts at once may both have made the folder: the first one stays. */
function renameInto(unfinished: string, target: string): void {
  try {
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

async function initialise(cluster: Cluster): Promise<void> {
  const { data, runner, binaries, password } = cluster;
  mkdirSync(dirname(data), { recursive: true, mode: 0o700 });
  if (runner.owner) chownSync(dirname(data), runner.owner.uid, runner.owner.gid);
  const unfinished = mkdtempSync(`${data}.`);
  const passwordFile = `${unfinished}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (runner.owner) {
    chownSync(unfinished, runner.owner.uid, runner.owner.gid);
    chownSync(passwordFile, runner.owner.uid, runner.owner.gid);
  }
  try {
    await run(runner, join(binaries, 'bin', 'initdb'), [
      `--pgdata=${unfinished}`,
      '--encoding=UTF8',
      '--locale=C',
      '--auth=scram-sha-256',
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
    ]);
    // The single-user server makes the database before anyone can connect; no client program is shipped.
    await run(
      runner,
      join(binaries, 'bin', 'postgres'),
      ['--single', '-D', unfinished, 'postgres'],
      `create database ${DATABASE};\n`,
    );
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameInto(unfinished, data);
}

function run(runner: Runner, program: string, args: string[], input = ''): Promise<void> {
  const { file, args: wrapped } = runner.command(program, args);
  return new Promise((done, fail) => {
    const child = spawn(file, wrapped, { ...runner.owner, cwd: '/', env: environmentOf(), stdio: 'pipe' });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', fail);
    child.once('close', (code) =>
      code === 0 ? done() : fail(new Error(`${program} ended with ${code}:\n${output.trim()}`)),
    );
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** PostgreSQL's own variables (PGDATA, PGPORT, …) of the caller must not reach the embedded server. */
export function environmentOf(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', TZ: 'Asia/Shanghai', LC_ALL: 'C' };
}
