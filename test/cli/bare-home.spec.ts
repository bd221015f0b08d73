import { existsSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeHome } from '../support/global-setup.js';
import { buildPackage } from '../support/package-builder.js';
import { runCommand } from './run-command.js';

let folder: string;
let home: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fundwatch-bare-'));
  home = join(folder, 'home');
});
afterAll(() => removeHome(home).then(() => removeHome(folder)));

describe('a bare home', () => {
  it('takes in a package with a PostgreSQL of its own, which ends with the command and keeps the data', async () => {
    const path = await buildPackage(folder, { agency: '120101', line: '110', dataset: 'business', period: '202610' });
    const first = await runCommand(['collect', path], { FUNDWATCH_HOME: home });
    expect(first.stderr).toBe('');
    expect(first).toMatchObject({ code: 0, stdout: `accepted      ${path} (120101 110 business 202610 v1): 0 rows\n` });
    expect(existsSync(join(home, 'postgres', 'data', 'postmaster.pid'))).toBe(false);

    const second = await runCommand(['collect', path], { FUNDWATCH_HOME: home });
    expect(second).toMatchObject({ code: 0, stdout: `already here  ${path} (120101 110 business 202610 v1)\n` });
    expect(existsSync(join(home, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  });

  it('that a command was run on is not filled with the demonstration', async () => {
    const before = await readFile(join(home, 'home.json'), 'utf8');
    const { code, stderr } = await runCommand(['demo'], { FUNDWATCH_HOME: home });
    expect(code).toBe(1);
    expect(stderr).toBe(`${home} holds data already: set FUNDWATCH_HOME to an empty folder.\n`);
    expect(await readFile(join(home, 'home.json'), 'utf8')).toBe(before);
    expect(existsSync(join(home, 'launcher.lock'))).toBe(false);
  });
});
