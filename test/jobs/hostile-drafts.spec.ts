import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DraftTexts } from '@fundwatch/domain/evaluate';
import { hasPassed } from '@fundwatch/domain/evaluate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startingTexts } from '../../application/src/tuning/starting-texts.js';
import { defaultDraftLimits, runLimited, type DraftLimits } from '../../jobs/src/platform/run-draft-check.js';

let folder: string;
const texts = startingTexts('DY51');
/** Short, so that what must be stopped is stopped soon. */
const limits: DraftLimits = { ...defaultDraftLimits, caseMs: 3_000, wholeMs: 60_000, rowLimit: 100 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fundwatch-drafts-'));
  await writeFile(join(folder, 'secret.csv'), 'secret\n1\n');
});
afterAll(async () => {
  expect(await readdir(folder)).toEqual(['secret.csv']);
  await rm(folder, { recursive: true, force: true });
});

const check = (change: Partial<DraftTexts>, more: Partial<DraftLimits> = {}) =>
  runLimited({ code: 'DY51', texts: { ...texts, ...change }, folder }, { ...limits, ...more });
async function checked(change: Partial<DraftTexts>, more: Partial<DraftLimits> = {}) {
  const reply = await check(change, more);
  if ('failure' in reply) throw new Error(`the check ended: ${reply.failure}`);
  return reply;
}
/** The query that a draft begins with, over something else than the payments alone. */
const from = (more: string, head = ''): string =>
  `${head}${texts.query}`.replace('cross join facts.run as run', `cross join facts.run as run ${more}`);

it('the texts that a draft begins with pass their own cases', async () => {
  const { result, definition } = await checked({}, { caseMs: 30_000 });
  expect(result).toMatchObject({ problems: [], failure: null });
  expect(result.cases.map(({ passed }) => passed)).toEqual([true, true]);
  expect(hasPassed(result)).toBe(true);
  expect(definition).toMatchObject({ code: 'DY51', title: { zh: '本单位指标' } });
}, 120_000);

it('a case that finds something else shows what was expected beside what was found', async () => {
  const { result } = await checked({ query: texts.query.replace('> parameter', '>= parameter') }, { caseMs: 30_000 });
  expect(result.cases[0]).toMatchObject({ passed: true });
  expect(result.cases[1]).toMatchObject({ passed: false, expected: [], foundRows: 1, found: [{ subject: 'P1' }] });
  expect(hasPassed(result)).toBe(false);
}, 120_000);

describe('what is no single allowed select is refused by parsing, with its line, and nothing is run', () => {
  it.each<[string, string]>([
    ['two statements', `${texts.query}; select 1`],
    ['a copy to a file', `copy (select 1) to '/tmp/out.csv'`],
    ['a copy behind a select', `${texts.query}; copy facts.run to '/tmp/out.csv'`],
    ['an attached database', `attach '/tmp/a.db' as a`],
    ['an installed extension', `install httpfs`],
    ['a loaded extension', `load httpfs`],
    ['a pragma', `pragma database_list`],
    ['a setting', `set lock_configuration = false`],
    ['a call', `call pragma_version()`],
    ['a created table', `create table a as select 1`],
    ['a created macro', `create macro f(a) as a`],
    ['a delete inside', `with gone as (delete from facts.run returning period) ${texts.query}`],
    ['a file by function', from(`cross join read_csv('/etc/passwd') as f`)],
    ['a file by name', from(`cross join "/etc/passwd" as f`)],
    [
      'a file named like a with-query',
      from(
        `cross join "secret.csv" as f`,
        'with a as (with "secret.csv" as (select 1 as one) select b.one from "secret.csv" as b) ',
      ),
    ],
    ['a glob', from(`cross join glob('/*') as f`)],
    ['the engine’s tables', from(`cross join information_schema.tables as t`)],
    ['the engine’s functions', from(`cross join duckdb_settings() as t`)],
    ['another schema', from(`cross join run_rows.submission as t`)],
    ['another database', from(`cross join system.facts.run as t`)],
    ['a table that is not declared', from(`cross join facts.person as t`)],
    ['the environment', texts.query.replace(`'hit' as`, `getenv('HOME') as`)],
    ['a function by its schema', texts.query.replace(`'hit' as`, `main.left('hit', 3) as`)],
    ['a function by a dot', texts.query.replace(`payment.person_no as`, `payment.person_no.left(3) as`)],
    ['a query in a text', from(`cross join query('select 1') as q`)],
    ['a table by its name in a text', from(`cross join query_table('sqlite_master') as q`)],
    [
      'what another engine reads between letters',
      texts.query.replace('as verdict', 'as verdict\u00a0from\u00a0sqlite_master --'),
    ],
    ['what stands behind a comment', `select 1 /* ${texts.query} */; drop table facts.run`],
    ['a comment that is never closed', `/* ${texts.query}`],
    ['a sample', from('cross join facts.run as r tablesample system (1)')],
    ['a placeholder', texts.query.replace(`'hit' as`, `$1 as`)],
    ['a lock', `${texts.query} for update`],
    ['nothing', ''],
    ['no SQL', 'πάντα ῥεῖ'],
    ['very deep brackets', `select ${'('.repeat(50_000)}1${')'.repeat(50_000)}`],
  ])(
    '%s',
    async (_, query) => {
      const reply = await check({ query });
      // So deep that the parser itself gives up: the check has ended, and that is all.
      if ('failure' in reply) return expect(reply.failure).toBe('broken');
      expect(reply.definition).toBeNull();
      expect(reply.result.cases).toEqual([]);
      expect(reply.result.problems).not.toEqual([]);
      for (const { file, line } of reply.result.problems) expect([file, line]).toEqual(['query', expect.any(Number)]);
    },
    120_000,
  );
});

describe('an allowed select that takes too much is stopped, and says by what', () => {
  const bomb = `with recursive step as (select 1 as n union all select step.n + 1 as n from step where step.n > 0) `;

  it('a recursion without an end', async () => {
    const query = from('cross join (select count(*) as steps from step) as all_steps', bomb);
    const { result } = await checked({ query });
    expect(result.cases[0]).toMatchObject({ passed: false, error: expect.stringMatching(/time|Out of Memory/) });
  }, 120_000);

  it('a product of series without an end', async () => {
    const query = from(
      `cross join (select count(*) as n from generate_series(1, 1000000) as a cross join generate_series(1, 1000000) as b) as c`,
    );
    const { result } = await checked({ query });
    expect(result.cases[0]).toMatchObject({ passed: false, error: 'time' });
  }, 120_000);

  it('more rows than a case can have', async () => {
    const query = from('cross join generate_series(1, 100000) as many');
    const { result } = await checked({ query });
    expect(result.cases[0]).toMatchObject({ passed: false, error: 'more than 100 rows', found: [] });
  }, 120_000);

  it('a sort that does not fit in memory, which is not written to disk either', async () => {
    const query = from(
      `cross join (select count(*) as n from (select distinct lpad('', 100, '0') || cast(a.i as text) as t from generate_series(1, 100000000) as a(i)) as d) as c`,
    );
    const { result } = await checked({ query }, { caseMs: 15_000, wholeMs: 60_000 });
    expect(result.cases[0]).toMatchObject({ passed: false, error: expect.stringMatching(/Out of Memory|time/) });
  }, 180_000);

  it('a text of gigabytes', async () => {
    const query = texts.query.replace('payment.item as item', `lpad(payment.item, 1900000000, 'x') as item`);
    const reply = await check({ query }, { processMemory: 700_000_000 });
    if ('failure' in reply) expect(['memory', 'broken']).toContain(reply.failure);
    else expect(reply.result.cases[0]).toMatchObject({ passed: false, error: expect.any(String) });
  }, 120_000);

  it('a check as a whole', async () => {
    expect(await check({}, { wholeMs: 1 })).toEqual({ failure: 'time' });
  }, 120_000);
});

it('a front matter of references to references is refused', async () => {
  const bomb = [
    'a: &a [x, x]',
    ...[...'bcdefghijklm'].map((name, i) => `${name}: &${name} [${`*${'abcdefghijklm'[i]}, `.repeat(9)}]`),
  ];
  const { result } = await checked({ document: `---\n${bomb.join('\n')}\n---\n`, cases: bomb.join('\n') });
  expect(new Set(result.problems.map(({ file }) => file))).toEqual(new Set(['document', 'cases']));
}, 120_000);
