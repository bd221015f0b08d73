import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packages, root } from './cruise.js';
import { findBreaches, habits } from './habits.js';

/** A file that breaks each habit once, and one beside it that doesn't. */
const seeded: Record<string, { wrong: [path: string, text: string]; right: [path: string, text: string] }> = {
  'files are named in kebab-case with a role of the closed list, Vue components in PascalCase': {
    wrong: ['server/src/alerts.service.ts', ''],
    right: ['server/src/dispatch/dispatch.controller.ts', ''],
  },
  'folders are named in kebab-case': {
    wrong: ['application/src/alertThings/close-alert.ts', ''],
    right: ['application/src/alert-things/close-alert.ts', ''],
  },
  'no name says util, helper, common, misc, manager or base': {
    wrong: ['web/src/ui/dateHelpers.ts', ''],
    right: ['storage/src/open-database.ts', ''],
  },
  'process.env is read in a config only': {
    wrong: ['jobs/src/main.ts', 'const home = process.env.FUNDWATCH_HOME;'],
    right: ['jobs/src/platform/jobs.config.ts', 'const home = process.env.FUNDWATCH_HOME;'],
  },
  'SQL is written in storage and indicators only': {
    wrong: ['application/src/dispatch/dispatch-alert.ts', 'query(`select id\n from fundwatch.alert`)'],
    right: ['storage/src/postgres/repositories/alerts.ts', 'query(`select id\n from fundwatch.alert`)'],
  },
  'the domain has no clock': {
    wrong: ['domain/src/alert/decide.ts', 'const now = new Date();'],
    right: ['domain/src/alert/decide.ts', 'const at = new Date(now);'],
  },
  'no test is left out or run alone': {
    wrong: ['domain/src/alert/decide.spec.ts', "it.only('closes', () => {});"],
    right: ['domain/src/alert/decide.spec.ts', "it('closes', () => {});"],
  },
  'no test sleeps': {
    wrong: ['test/jobs/sweep.spec.ts', 'await new Promise((done) => setTimeout(done, 500));'],
    right: ['test/jobs/sweep.spec.ts', 'await sweep();'],
  },
};

it('every habit has a seeded breach', () => {
  expect(Object.keys(seeded).sort()).toEqual(habits.map(({ rule }) => rule).sort());
});

it.each(Object.entries(seeded))('%s: a breach is found, its neighbour is not accused', (rule, { wrong, right }) => {
  const rules = ([path, text]: [string, string]) => findBreaches([{ path, text }]).map((each) => each.rule);
  expect(rules(wrong)).toContain(rule);
  expect(rules(right)).not.toContain(rule);
});

it('the product’s own files keep every habit', () => {
  const folders = [...packages.map((name) => `${name}/src`), 'cli/bin', 'test'];
  const files = folders.flatMap(filesOf).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  expect(files.length).toBeGreaterThan(100);
  expect(findBreaches(files.filter(({ path }) => !path.startsWith('test/architecture/')))).toEqual([]);
});

function filesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return /\.(ts|tsx|mjs|cjs|vue)$/.test(path) ? [path] : [];
    return ['node_modules', 'dist'].includes(entry.name) ? [] : filesOf(path);
  });
}
