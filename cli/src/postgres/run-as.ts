import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, readFileSync } from 'node:fs';

/** How PostgreSQL, which refuses to run as root, is started. */
export type RunAs = 'self' | 'unshare' | 'os-user';

/** What a command line must be wrapped in to run in the chosen way. */
export interface Runner {
  way: RunAs;
  command(file: string, args: string[]): { file: string; args: string[] };
  /** The OS user that owns data and processes; undefined when that is the user who started us. */
  owner?: { uid: number; gid: number };
}

const OS_USER = 'postgres';

/** The ways that work for this user on this machine, the preferred one first. */
export function waysToRun(): RunAs[] {
  if (process.getuid?.() !== 0) return ['self'];
  const ways: RunAs[] = [];
  if (namespacesAllowed()) ways.push('unshare');
  if (process.platform === 'linux') ways.push('os-user');
  return ways;
}

/**
 * Chooses the way PostgreSQL is run: as ourselves unless we are root; as root in a user namespace, or else as the OS
 * user "postgres", which is created when missing.
 * @param forced a way that must be used; an impossible one throws instead of falling back
 */
export function chooseRunner(forced?: RunAs): Runner {
  const ways = waysToRun();
  const way = forced ?? ways[0];
  if (way === undefined || !ways.includes(way)) {
    throw new Error(
      `PostgreSQL cannot be run by "${way ?? 'any way'}" here; possible: ${ways.join(', ') || 'none'}. ` +
        'Start as another user than root, or set DATABASE_URL.',
    );
  }
  if (way === 'self') return { way, command: (file, args) => ({ file, args }) };
  if (way === 'unshare') {
    const mapping = namespaceMapping();
    return { way, command: (file, args) => ({ file: 'unshare', args: [...mapping, file, ...args] }) };
  }
  return { way, command: (file, args) => ({ file, args }), owner: findOrCreateOsUser() };
}

function namespacesAllowed(): boolean {
  return process.platform === 'linux' && spawnSync('unshare', [...namespaceMapping(), 'true']).status === 0;
}

/** initdb looks its user up by number and fails on one without a name, so the number must be in /etc/passwd. */
function namespaceMapping(): string[] {
  const users = readUsers().filter((user) => user.uid !== 0);
  const user = users.find(({ uid }) => uid === 1000) ?? users[0] ?? { uid: 1000, gid: 1000 };
  return ['--user', `--map-user=${user.uid}`, `--map-group=${user.gid}`];
}

function findOrCreateOsUser(): { uid: number; gid: number } {
  const find = () => readUsers().find((user) => user.name === OS_USER);
  const existing = find();
  if (existing) return existing;
  // Debian and Red Hat have useradd, Alpine's busybox has adduser.
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', OS_USER]],
    ['adduser', ['-S', '-D', '-H', OS_USER]],
  ];
  for (const [file, args] of attempts) {
    if (spawnSync(file, args).status === 0) break;
  }
  const created = find();
  if (!created)
    throw new Error(`PostgreSQL refuses to run as root, and the OS user "${OS_USER}" could not be created.`);
  return created;
}

function readUsers(): { name: string; uid: number; gid: number }[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

/** Gives the programs their execute bit back where a copy lost it. */
export function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}
