// Plain JavaScript on purpose: this runs on a fresh clone, before anything is installed or built.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const stamp = join(root, 'node_modules', '.cache', 'fundwatch', 'built');

/**
 * Installs what the lock file asks for and builds what changed; does nothing when all is there.
 * @param {{ say?: (line: string) => void }} options where progress goes
 */
export function prepare({ say = console.log } = {}) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Node.js ${process.versions.node} is too old: 20.19 or newer is needed.`);
  }
  if (!isInstalled()) {
    stage(say, 'install', () =>
      runNode([
        npmProgram(),
        'ci',
        '--include=dev',
        '--include=optional',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ]),
    );
  }
  const sources = hashOfSources();
  if (!isBuilt(sources)) {
    stage(say, 'build', () =>
      runNode([programOf('nx'), 'run-many', '-t', 'build', '--outputStyle=static'], { quiet: true }),
    );
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, sources);
  }
}

/** The file of an installed package's program. */
export function programOf(name) {
  const folder = join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[name]);
}

/**
 * Runs one program of node_modules (or of ours) with this Node; returns its exit code.
 * @param {string[]} args
 * @param {{ throws?: boolean, quiet?: boolean }} options
 *   throws: a failure stops us, and everything printed goes to standard error, because standard output belongs to the
 *   command that asked for it; quiet: its output is shown only when it failed
 */
export function runNode(args, { throws = true, quiet = false } = {}) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: quiet ? 'pipe' : ['inherit', throws ? 2 : 'inherit', 'inherit'],
    maxBuffer: 100_000_000,
    env: { ...process.env, NX_DAEMON: 'false' },
  });
  if (status !== 0 && quiet) process.stderr.write(Buffer.concat([stdout, stderr]));
  if (throws && status !== 0) {
    console.error(`node ${args.join(' ')} ended with ${status ?? signal}`);
    process.exit(1);
  }
  return status ?? 1;
}

function stage(say, name, work) {
  say(`${name} …`);
  const from = Date.now();
  work();
  say(`${name}: done in ${((Date.now() - from) / 1000).toFixed(1)} s`);
}

/** npm writes what it installed into node_modules; compared with the lock, it tells whether a pull changed anything. */
function isInstalled() {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    // Optional packages are those of other platforms too.
    if (!path.includes('node_modules/') || entry.optional || entry.devOptional) return true;
    return present[path] !== undefined && (entry.link || present[path].version === entry.version);
  });
}

function isBuilt(sources) {
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== sources) return false;
  return packages().every((name) => !hasBuild(name) || existsSync(join(root, name, 'dist')));
}

function packages() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).workspaces;
}

function hasBuild(name) {
  return JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8')).scripts?.build !== undefined;
}

/** One hash over the name and content of everything that a build reads. */
function hashOfSources() {
  const hash = createHash('sha256');
  const add = (path) =>
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  for (const path of ['package-lock.json', 'nx.json', '.swcrc', 'tsconfig.json']) add(path);
  for (const name of packages()) for (const path of filesOf(name)) add(path);
  return hash.digest('hex');
}

function filesOf(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : filesOf(path);
      return /\.(spec\.ts|md)$/.test(entry.name) ? [] : [path];
    });
}

/** npm's own program, where npm started us; else the one beside this Node. */
function npmProgram() {
  const given = process.env.npm_execpath;
  if (given && given.endsWith('npm-cli.js')) return given;
  const beside = [
    '../lib/node_modules/npm/bin/npm-cli.js',
    'node_modules/npm/bin/npm-cli.js',
    '../share/nodejs/npm/bin/npm-cli.js',
  ];
  const found = beside.map((path) => join(dirname(process.execPath), path)).find((path) => existsSync(path));
  if (!found) throw new Error('npm was not found beside Node.js: run "npm ci" yourself.');
  return found;
}
