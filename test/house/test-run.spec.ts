import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig } from '../support/config.js';
import { LONGEST } from '../support/longest-first.js';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const reporter = resolve(import.meta.dirname, '../support/report-totals.ts');
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'fundwatch-run-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** Runs a suite of these files with our reporter: the lines it printed, and whether it ended well. */
async function run(name: string, files: Record<string, string>) {
  const root = join(home, name);
  await mkdir(root);
  const config = `export default { test: { globals: true, include: ['*.spec.mjs'], ${files['setup.mjs'] ? `globalSetup: ['setup.mjs']` : ''} } };`;
  for (const [path, text] of Object.entries({ ...files, 'vitest.config.mjs': config }))
    await writeFile(join(root, path), text);
  const child = spawn(process.execPath, [vitest, 'run', '--root', root, `--reporter=${reporter}`], {
    env: Object.fromEntries(Object.entries(testConfig.environment).filter(([key]) => !/^VITEST|^TEST$/.test(key))),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  const [code] = (await once(child, 'close')) as [number | null];
  return { totals: text.split('\n').filter((line) => /^\d+ passed, \d+ failed$/.test(line)), isGreen: code === 0 };
}

const good = { 'good.spec.mjs': `it('holds', () => expect(1).toBe(1)); it('holds, too', () => undefined);` };

describe('the last line of a run', () => {
  it('counts what passed', async () => {
    expect(await run('good', good)).toEqual({ totals: ['2 passed, 0 failed'], isGreen: true });
  });

  it('counts a test that failed and a file that could not be loaded', async () => {
    const files = {
      ...good,
      'bad.spec.mjs': `it('does not hold', () => expect(1).toBe(2));`,
      'broken.spec.mjs': `import './nothing.mjs';`,
    };
    expect(await run('bad', files)).toEqual({ totals: ['2 passed, 2 failed'], isGreen: false });
  });

  it('is never without a failure where a worker died in the middle', async () => {
    const files = { ...good, 'dying.spec.mjs': `it('dies', () => process.kill(process.pid, 'SIGKILL'));` };
    const { totals, isGreen } = await run('dying', files);
    expect(isGreen).toBe(false);
    expect(totals).toEqual([expect.stringMatching(/^2 passed, [1-9]\d* failed$/)]);
  });

  it('is never without a failure where what all tests need did not start', async () => {
    const files = { ...good, 'setup.mjs': `export default () => { throw new Error('no PostgreSQL'); };` };
    const { totals, isGreen } = await run('setup', files);
    expect(isGreen).toBe(false);
    expect(totals).toEqual(['0 passed, 1 failed']);
  });
});

it.each(LONGEST)('%s, which is started early, is there', (name) => {
  expect(existsSync(resolve(import.meta.dirname, `../${name}.spec.ts`))).toBe(true);
});
