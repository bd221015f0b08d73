/** A habit of the house that can be seen in one file's name or text. */
export interface Habit {
  rule: string;
  /** Where it holds; everywhere in the sources unless said. */
  holdsIn?: (path: string) => boolean;
  /** Says what is wrong, or nothing. */
  breach: (path: string, text: string) => string | undefined;
}

const ROLES = ['controller', 'module', 'config', 'entity', 'repository', 'job', 'handler', 'schema', 'spec'];
const BANNED = ['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'manager', 'base'];
const FILE_NAME = new RegExp(`^[a-z0-9]+(-[a-z0-9]+)*(\\.(${ROLES.join('|')})){0,2}\\.(ts|tsx|mjs|cjs)$`);
const VUE_NAME = /^([A-Z][a-z0-9]*)+\.vue$/;
const FOLDER_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const isCode = (path: string) => /\.(ts|tsx|mjs|cjs|vue)$/.test(path);
const isSpec = (path: string) => path.endsWith('.spec.ts') || path.startsWith('test/');
const firstLineOf = (text: string, found: RegExp) => text.match(found)?.[0].trim().slice(0, 80);

export const habits: Habit[] = [
  {
    rule: 'files are named in kebab-case with a role of the closed list, Vue components in PascalCase',
    holdsIn: isCode,
    breach: (path) => {
      const name = path.split('/').at(-1)!;
      if (name.endsWith('.d.ts')) return undefined;
      return FILE_NAME.test(name) || VUE_NAME.test(name) ? undefined : name;
    },
  },
  {
    rule: 'folders are named in kebab-case',
    breach: (path) =>
      path
        .split('/')
        .slice(0, -1)
        .find((folder) => !FOLDER_NAME.test(folder)),
  },
  {
    rule: 'no name says util, helper, common, misc, manager or base',
    breach: (path) =>
      path
        .split(/[/.-]|(?<=[a-z])(?=[A-Z])/)
        .map((word) => word.toLowerCase())
        .find((word) => BANNED.includes(word)),
  },
  {
    rule: 'process.env is read in a config only',
    holdsIn: (path) => isCode(path) && !/(^|[/.])config\.(ts|mjs)$/.test(path) && !path.startsWith('cli/bin/'),
    breach: (_, text) => firstLineOf(text, /^(?!\s*(\/\/|\*)).*process\.env\b.*$/m),
  },
  {
    rule: 'SQL is written in storage and indicators only',
    // The embedded server's own folder makes the empty database before any client can connect.
    holdsIn: (path) => isCode(path) && !isSpec(path) && !/^(storage|indicators|cli\/src\/postgres)\//.test(path),
    breach: (_, text) =>
      firstLineOf(
        text,
        /[`'"]\s*(select\s[^`'"]*\sfrom\s|insert\s+into\s|update\s+[\w."]+\s+set\s|delete\s+from\s|create\s+(table|schema|role|database|index)\s)[^\n]*/i,
      ),
  },
  {
    rule: 'the domain has no clock',
    holdsIn: (path) => path.startsWith('domain/src/') && !isSpec(path),
    breach: (_, text) =>
      firstLineOf(text, /^(?!\s*(\/\/|\*)).*(Date\.now\(|new Date\(\s*\)|Temporal\.Now\b|performance\.now).*$/m),
  },
  {
    rule: 'no test is left out or run alone',
    holdsIn: isSpec,
    breach: (_, text) => firstLineOf(text, /^\s*(it|test|describe)\.(only|skip|todo)\b.*$/m),
  },
  {
    rule: 'no test sleeps',
    holdsIn: (path) => path.endsWith('.spec.ts'),
    breach: (_, text) =>
      firstLineOf(text, /^.*(\bsleep\(|waitForTimeout\(|new Promise\(\(?\w*\)?\s*=>\s*setTimeout).*$/m),
  },
];

/** Every breach of a habit in these files, as "path: rule (what)". */
export function findBreaches(files: { path: string; text: string }[]): { path: string; rule: string; what: string }[] {
  return files.flatMap(({ path, text }) =>
    habits.flatMap(({ rule, holdsIn, breach }) => {
      if (holdsIn && !holdsIn(path)) return [];
      const what = breach(path, text);
      return what === undefined ? [] : [{ path, rule, what }];
    }),
  );
}
