import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sweepComparisons } from '@fundwatch/application';
import { composeApplication, type ComposedApplication } from '@fundwatch/application/compose';
import { collectPackage, compareVersions } from '@fundwatch/application/facts';
import { systemContext } from '@fundwatch/domain/identity';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildPackage, type Row } from '../support/package-builder.js';
import { createMigratedDatabase, type TestDatabase } from '../support/postgres.js';

const context = systemContext('test', 'compare-versions');
let database: TestDatabase;
let home: string;
let app: ComposedApplication;
let nudged: unknown[];

beforeEach(async () => {
  database = await createMigratedDatabase();
  home = await mkdtemp(join(tmpdir(), 'fundwatch-compare-'));
  nudged = [];
  app = await composeApplication({
    databaseUrl: database.appUrl,
    home,
    installationSecret: 'only in tests, not a secret',
    clock: { now: async () => '2026-10-12T02:00:00.000Z' },
    queue: { enqueue: async (name, payload) => void (name === 'compareVersions' && nudged.push(payload)) },
  });
});
afterEach(async () => {
  await app.close();
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

async function collect(version: number, tables: Record<string, Row[]>, lacks: string[] = []): Promise<string> {
  const path = await buildPackage(join(home, `v${version}`), {
    agency: '120101',
    line: '110',
    dataset: 'business',
    period: '202609',
    version,
    tables,
    lacks,
  });
  const outcome = await collectPackage(app, context, { path });
  expect(outcome.state, JSON.stringify(outcome.errors)).toBe('accepted');
  return outcome.submissionId!;
}

const differences = (submissionId: string) =>
  app.database.withContext(context, ({ submissionDifferences }) => submissionDifferences.tables(submissionId));
const rowsOf = async (submissionId: string, table: string) =>
  (
    await app.database.withContext(context, ({ submissionDifferences }) =>
      submissionDifferences.rows(submissionId, table, null, 1000),
    )
  ).map(({ ordinal: _, ...row }) => row);

const enrolment = (person_no: string, employer_no: string | null, more: Row = {}): Row => ({
  person_no,
  employer_no,
  enrolled_on: '2020-01-01',
  status: 'paying',
  ...more,
});
const contribution = (receipt_no: string, amount: string): Row => ({
  receipt_no,
  person_no: 'P1',
  fee_period: '202609',
  kind: 'normal',
  amount,
  paid_on: '2026-09-10',
  source: 'tax',
});

describe('a version that replaces another', () => {
  test('shows rows added, removed and changed by primary key, where an empty key cell is a value of its own', async () => {
    await collect(1, { enrolment: [enrolment('P1', null), enrolment('P1', 'E1'), enrolment('P2', null)] });
    const second = await collect(2, {
      enrolment: [
        enrolment('P1', null, { status: 'ended', ended_on: '2026-09-30' }),
        enrolment('P1', 'E1'),
        enrolment('P3', null),
      ],
    });
    expect(nudged).toEqual([{ submissionId: second }]);
    expect(await compareVersions(app, context, { submissionId: second })).toEqual({ compared: 1, failed: 0 });
    const found = (await differences(second)).find(({ table }) => table === 'enrolment');
    expect(found).toMatchObject({ state: 'done', rowsBefore: 3, rowsAfter: 3, added: 1, removed: 1, changed: 1 });
    const key = { employer_no: null, enrolled_on: '2020-01-01' };
    expect(await rowsOf(second, 'enrolment')).toEqual([
      {
        kind: 'changed',
        key: { person_no: 'P1', ...key },
        before: { status: 'paying', ended_on: null },
        after: { status: 'ended', ended_on: '2026-09-30' },
      },
      { kind: 'added', key: { person_no: 'P3', ...key }, before: null, after: { status: 'paying' } },
      { kind: 'removed', key: { person_no: 'P2', ...key }, before: { status: 'paying' }, after: null },
    ]);
  });

  test('shows rows and control totals before and after, and compares neither what came the same nor what is empty', async () => {
    const persons = { enrolment: [enrolment('P1', null)] };
    await collect(1, { ...persons, contribution: [contribution('R1', '100.10'), contribution('R2', '5.00')] });
    const second = await collect(3, { ...persons, contribution: [contribution('R1', '100.20')] });
    await compareVersions(app, context, { submissionId: second });
    const found = new Map((await differences(second)).map((one) => [one.table, one]));
    expect(found.get('contribution')).toMatchObject({
      rowsBefore: 2,
      rowsAfter: 1,
      controlTotalsBefore: { amount: '105.10' },
      controlTotalsAfter: { amount: '100.20' },
      added: 0,
      removed: 1,
      changed: 1,
    });
    expect(found.get('enrolment')).toMatchObject({ state: 'same', added: 0, removed: 0, changed: 0 });
    expect(found.get('levy')).toMatchObject({ state: 'same', rowsBefore: 0, rowsAfter: 0 });
    expect((await rowsOf(second, 'contribution'))[0]).toEqual({
      kind: 'changed',
      key: { receipt_no: 'R1' },
      before: { amount: '100.10' },
      after: { amount: '100.20' },
    });
  });

  test('shows every row of a table that had none before as added, and of one that has none now as removed', async () => {
    await collect(1, { contribution: [contribution('R1', '1.00')] });
    const second = await collect(2, { enrolment: [enrolment('P1', null)] });
    await compareVersions(app, context, { submissionId: second });
    const found = new Map((await differences(second)).map((one) => [one.table, one]));
    expect(found.get('contribution')).toMatchObject({ state: 'done', added: 0, removed: 1, changed: 0 });
    expect(found.get('enrolment')).toMatchObject({ state: 'done', added: 1, removed: 0, changed: 0 });
    expect(await rowsOf(second, 'contribution')).toMatchObject([{ kind: 'removed', before: { amount: '1.00' } }]);
  });

  test('finds values that only moved from one field to the next', async () => {
    const row = (more: Row) => ({ ...contribution('R1', '1.00'), ...more });
    await collect(1, { contribution: [row({ employer_no: 'X', levy_no: null })] });
    const second = await collect(2, { contribution: [row({ employer_no: null, levy_no: 'X' })] });
    await compareVersions(app, context, { submissionId: second });
    expect(await rowsOf(second, 'contribution')).toMatchObject([
      { kind: 'changed', before: { employer_no: 'X', levy_no: null }, after: { employer_no: null, levy_no: 'X' } },
    ]);
  });

  test('counts every differing row, and keeps the first hundred of each kind', async () => {
    const many = (from: number, amount: string) =>
      Array.from({ length: 250 }, (_, i) => contribution(`R${String(from + i).padStart(4, '0')}`, amount));
    await collect(1, { contribution: many(0, '1.00') });
    const second = await collect(2, { contribution: many(120, '2.00') });
    await compareVersions(app, context, { submissionId: second });
    const found = (await differences(second)).find(({ table }) => table === 'contribution');
    expect(found).toMatchObject({ added: 120, removed: 120, changed: 130 });
    const rows = await rowsOf(second, 'contribution');
    const firstAndLast = (kind: string) => {
      const keys = rows.filter((row) => row.kind === kind).map(({ key }) => key['receipt_no']);
      return [keys.length, keys[0], keys.at(-1)];
    };
    expect(firstAndLast('changed')).toEqual([100, 'R0120', 'R0219']);
    expect(firstAndLast('added')).toEqual([100, 'R0250', 'R0349']);
    expect(firstAndLast('removed')).toEqual([100, 'R0000', 'R0099']);
  });

  test('is compared again where a worker died, and the sweep finds it; compared, it is left alone', async () => {
    await collect(1, { contribution: [contribution('R1', '1.00')] });
    const second = await collect(2, { contribution: [contribution('R1', '2.00')] });
    await app.database.withContext(context, ({ submissionDifferences }) =>
      submissionDifferences.start(second, '2026-10-12T02:00:00.000Z', []),
    );
    nudged = [];
    expect(await sweepComparisons(app, context)).toBe(1);
    expect(nudged).toEqual([{ submissionId: second }]);
    expect(await compareVersions(app, context, { submissionId: second })).toEqual({ compared: 1, failed: 0 });
    expect(await compareVersions(app, context, { submissionId: second })).toEqual({ compared: 0, failed: 0 });
    expect(await sweepComparisons(app, context)).toBe(0);
    expect(await rowsOf(second, 'contribution')).toHaveLength(1);
  });

  test('is compared by one worker at a time', async () => {
    await collect(1, { contribution: [contribution('R1', '1.00')] });
    const second = await collect(2, { contribution: [contribution('R1', '2.00')] });
    const both = await Promise.all([1, 2].map(() => compareVersions(app, context, { submissionId: second })));
    expect(both.reduce((sum, one) => sum + (one?.compared ?? 0), 0)).toBe(1);
  });

  test('whose file is damaged is tried three times and then says so, without hindering its other tables', async () => {
    const first = { contribution: [contribution('R1', '1.00')], enrolment: [enrolment('P1', null)] };
    await collect(1, first);
    const second = await collect(2, { contribution: [contribution('R1', '2.00')], enrolment: [enrolment('P2', null)] });
    const path = (await app.database.withContext(context, ({ submissionVersions }) =>
      submissionVersions.table(second, 'contribution'),
    ))!.path!;
    await rm(join(home, 'facts', path), { force: true });
    const tried = [1, 2, 3, 4].map(() => () => compareVersions(app, context, { submissionId: second }));
    const counts = [];
    for (const attempt of tried) counts.push(await attempt());
    expect(counts).toEqual([
      { compared: 1, failed: 1 },
      { compared: 0, failed: 1 },
      { compared: 0, failed: 1 },
      { compared: 0, failed: 0 },
    ]);
    const found = new Map((await differences(second)).map((one) => [one.table, one.state]));
    expect([found.get('contribution'), found.get('enrolment')]).toEqual(['failed', 'done']);
  });
});
