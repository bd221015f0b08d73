import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeApplication, type ComposedApplication } from '@fundwatch/application/compose';
import { collectPackage } from '@fundwatch/application/facts';
import { systemContext } from '@fundwatch/domain/identity';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildPackage, type PackageSpec } from '../support/package-builder.js';
import { createMigratedDatabase, type TestDatabase } from '../support/postgres.js';

const context = systemContext('test', 'take-submission');
let database: TestDatabase;
let home: string;
let app: ComposedApplication;
let packages = 0;

beforeEach(async () => {
  database = await createMigratedDatabase();
  home = await mkdtemp(join(tmpdir(), 'fundwatch-take-'));
  app = await composeApplication({
    databaseUrl: database.appUrl,
    home,
    installationSecret: 'only in tests, not a secret',
    clock: { now: async () => '2026-10-12T02:00:00.000Z' },
    queue: { enqueue: async () => undefined },
  });
});
afterEach(async () => {
  await app.close();
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

const aReport = { report_no: 'R1', population: '100', sampled: '10', problems: '0', reported_on: '2026-10-05' };

function aControlPackage(spec: Partial<PackageSpec> = {}): Promise<string> {
  return buildPackage(join(home, `package-${packages++}`), {
    agency: '120101',
    line: '000',
    dataset: 'control',
    period: '202609',
    tables: { control_report: [aReport] },
    ...spec,
  });
}

const collect = async (spec: Partial<PackageSpec> = {}, options: { onlyAgency?: string; history?: boolean } = {}) =>
  collectPackage(app, context, { path: await aControlPackage(spec), ...options });

const versions = (agency = '120101') =>
  app.database.withContext(context, ({ submissionIntake }) =>
    submissionIntake.decidedVersions({ agency, line: '000', dataset: 'control', period: '202609' }),
  );

async function enterOrganisation(code: string): Promise<void> {
  await app.database.withContext(context, ({ organisations }) =>
    organisations.enter({ code, name: code, kind: 'agency' }, '2026-10-01T00:00:00Z'),
  );
}

test('the same version with the same content is already here; with other content it is refused and nothing is changed', async () => {
  expect((await collect()).state).toBe('accepted');
  expect((await collect()).state).toBe('already_here');
  const changed = await collect({ tables: { control_report: [{ ...aReport, problems: '1' }] } });
  expect(changed).toMatchObject({ state: 'refused', errors: [{ checkCode: 'version_reused' }] });
  expect((await versions()).filter(({ state }) => state === 'accepted')).toHaveLength(1);
});

test('a version must be above the highest seen, and gaps are allowed', async () => {
  await collect({ version: 3 });
  expect(await collect({ version: 2 })).toMatchObject({
    state: 'refused',
    errors: [{ checkCode: 'version_not_above' }],
  });
  expect((await collect({ version: 7, tables: {} })).state).toBe('accepted');
});

test('a refused version keeps its reasons and leaves no facts; the correction needs a higher version', async () => {
  const refused = await collect({ tables: { control_report: [{ ...aReport, sampled: 'ten' }] } });
  expect(refused).toMatchObject({
    state: 'refused',
    errors: [{ checkCode: 'integer_invalid', row: 1, column: 'sampled' }],
  });
  const kept = await app.database.withContext(context, (r) => r.submissionIntake.checksOf(refused.submissionId!));
  expect(kept).toEqual(refused.errors);
  expect(await app.database.withContext(context, (r) => r.factFiles.filesOf([refused.submissionId!]))).toEqual([]);
  expect((await collect()).state).toBe('refused');
  expect((await collect({ version: 2 })).state).toBe('accepted');
});

test('what was found of each table is known of a refused version, too, with the hash of its content', async () => {
  await collect({ tables: { control_report: [{ ...aReport, sampled: 'ten' }] } });
  await collect({ version: 2 });
  const found = await app.database.withContext(context, ({ factFiles }) => factFiles.tableRecords('202609', '202609'));
  const reports = found.filter((row) => row['table_name'] === 'control_report');
  expect(reports.map(({ version, state, rows }) => [version, state, rows])).toEqual([
    ['1', 'refused', '1'],
    ['2', 'accepted', '1'],
  ]);
  const [before, after] = reports.map((row) => row['content_hash']);
  expect(before).toMatch(/^[0-9a-f]{64}$/);
  expect(after).toMatch(/^[0-9a-f]{64}$/);
  expect(after).not.toBe(before);
});

test('control totals are known of accepted versions only', async () => {
  const income = { report_line: 'income', month_amount: '10.00', year_amount: '30.50' };
  const finance = { line: '110', dataset: 'finance' } as const;
  await collect({ ...finance, tables: { fund_report: [income] } });
  await collect({ ...finance, version: 2, tables: { fund_report: [income, income] } });
  const found = await app.database.withContext(context, ({ factFiles }) => factFiles.totalRecords('202609', '202609'));
  const totals = found.filter((row) => row['table_name'] === 'fund_report');
  expect(totals.map(({ version, column_name, total }) => [version, column_name, total])).toEqual([
    ['1', 'month_amount', '10.00'],
    ['1', 'year_amount', '30.50'],
  ]);
});

test("a package of another agency is refused and leaves no trace among that agency's submissions", async () => {
  const outcome = await collect({ agency: '120102' }, { onlyAgency: '120101' });
  expect(outcome).toMatchObject({ state: 'refused', submissionId: null, errors: [{ checkCode: 'agency_not_yours' }] });
  expect(await versions('120102')).toEqual([]);
  expect((await collect({ agency: '120102' })).state).toBe('accepted');
});

test('agencies are created on first sight until somebody has entered organisations; then unknown ones are refused', async () => {
  expect((await collect({ agency: '990001' })).state).toBe('accepted');
  await enterOrganisation('120101');
  const unknown = await collect({ agency: '990002' });
  expect(unknown).toMatchObject({ state: 'refused', errors: [{ checkCode: 'agency_unknown' }] });
  expect((await collect({ agency: '990002' })).state).toBe('refused');
  expect((await collect()).state).toBe('accepted');
});

test('a submission stands on the board as received while it is checked, and no longer once it is decided', async () => {
  const seen: string[] = [];
  const states = () =>
    app.database.withContext(context, async ({ factFiles }) =>
      (await factFiles.submissionRecords('202609')).map((one) => one.state),
    );
  const during: typeof app = {
    ...app,
    database: {
      ...app.database,
      withContext: async (who, work) => {
        seen.push(...(await states()));
        return app.database.withContext(who, work);
      },
    },
  };
  await collectPackage(during, context, { path: await aControlPackage() });
  expect(new Set(seen)).toEqual(new Set(['received', 'accepted']));
  expect(await states()).toEqual(['accepted']);
});

test('for a month before the product ran, the sender’s time counts as arrival', async () => {
  await collect({ sentAt: '2026-10-03T10:21:00+08:00' }, { history: true });
  const [record] = await app.database.withContext(context, ({ factFiles }) => factFiles.submissionRecords('202609'));
  expect(record).toMatchObject({ state: 'accepted', arrivedAt: '2026-10-03T02:21:00.000Z' });
});
