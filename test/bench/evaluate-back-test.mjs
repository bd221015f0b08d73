// A year of payments, and the back-test of a proposed version over it.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { addUser, contextOfUser, proposeVersion, requestBackTest } from '@fundwatch/application';
import { firstDayOf, lastDayOf, periodsBack } from '@fundwatch/domain/calendar';
import pg from 'pg';
import { factFilePath } from '../../storage/dist/facts/load/place-fact-files.js';
import { quoteText } from '../../storage/dist/facts/store/fact-columns.js';
import { asOf, context } from './evaluate-city.mjs';
import { listCity, period, periods } from './evaluate-data.mjs';
import { withJobs } from './evaluate-run.mjs';

/** Judges each payment by itself, and looks back on nothing: a month of it is one scan of that month. */
export const backTested = { code: 'DY23', table: 'benefit_payment', dataset: 'business' };

/** Makes and lists the payments of the year that ends with M: M's own rows under the other months. */
export async function makeYear(place) {
  const plan = JSON.parse(await readFile(place.plan, 'utf8'));
  const paid = plan.files.filter(({ table }) => table === backTested.table);
  const ofMonth = paid.filter((file) => file.period === period && file.path !== null);
  const months = periodsBack(period, 12);
  const files = paid.filter((file) => months.includes(file.period));
  const submissions = [];
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB' });
  const duckdb = await instance.connect();
  for (const month of months.filter((one) => !periods.includes(one))) {
    for (const file of ofMonth) {
      const { agency, line } = file;
      const copy = await copyFile(duckdb, place.home, { ...file, period: month, version: 1 });
      files.push(copy);
      submissions.push({
        id: randomUUID(),
        agency,
        line,
        dataset: backTested.dataset,
        period: month,
        version: 1,
        sentAt: `${lastDayOf(month)} 20:00:00`,
        sentBy: 'bench',
        files: [copy],
      });
    }
  }
  duckdb.closeSync();
  instance.closeSync();
  const client = new pg.Client(place.adminUrl);
  await client.connect();
  await listCity(client, { submissions });
  await client.query('vacuum analyze');
  await client.end();
  const query = plan.queries.find(({ code }) => code === backTested.code);
  const year = months.map((one) => ({
    month: { period: one, firstDay: firstDayOf(one), lastDay: lastDayOf(one), dueOn: null, asOf },
    files: files.filter((file) => file.period === one),
    system: plan.system,
    queries: [query],
  }));
  const file = join(place.home, 'year.json');
  await writeFile(file, JSON.stringify(year));
  return { file, rows: files.reduce((sum, { rows }) => sum + Number(rows), 0) };
}

/** The same rows, in the same order, as another month's. */
async function copyFile(duckdb, home, file) {
  const temp = join(home, 'facts', 'incoming', `${randomUUID()}.parquet`);
  await mkdir(dirname(temp), { recursive: true });
  await duckdb.run(
    `copy (select * replace (${quoteText(file.period)} as period) from read_parquet(${quoteText(join(home, 'facts', file.path))}, hive_partitioning = false))
     to ${quoteText(temp)} (format parquet, compression snappy)`,
  );
  const hash = createHash('sha256');
  await pipeline(createReadStream(temp), hash);
  const sha256 = hash.digest('hex');
  const path = factFilePath(file.table, file, sha256);
  await mkdir(dirname(join(home, 'facts', path)), { recursive: true });
  await chmod(temp, 0o444);
  await rename(temp, join(home, 'facts', path));
  return { ...file, path, sha256, totals: {} };
}

/**
 * Proposes a version and back-tests it over the year: from the request to the finished run, by the jobs process.
 * @returns {Promise<{ seconds: number, peakBytes: number, rows: number, months: object[] }>} hits and what could not be decided, in all and by month
 */
export async function measureBackTest(place, memoryLimit) {
  return withJobs(place, memoryLimit, async ({ app, client, settled }) => {
    const officer = await addOfficer(app);
    const { id: versionId } = await proposeVersion(app, officer, {
      code: backTested.code,
      changes: { severity: 'low' },
      from: 'in_force',
      reason: 'benchmark',
    });
    const test = async (tested) => {
      const begun = performance.now();
      const { testRunId } = await requestBackTest(app, officer, { versionId, periods: tested });
      const state = await settled('test_run', testRunId);
      if (state !== 'done') throw new Error(`the back-test ended as ${state}`);
      return { testRunId, seconds: (performance.now() - begun) / 1000 };
    };
    // A process that has just started has the engine to load: it tests M alone first.
    await test([period]);
    const { testRunId, seconds } = await test(periodsBack(period, 12));
    const { rows: months } = await client.query(
      `select period, new_hits + kept_hits + cannot_decide as rows from fundwatch.test_run_period where test_run_id = $1 order by period`,
      [testRunId],
    );
    return { seconds, months, rows: months.reduce((sum, { rows }) => sum + Number(rows), 0) };
  });
}

async function addOfficer(app) {
  const organisation = 'bench';
  const userName = 'bench';
  const password = 'only in benchmarks 1';
  const at = await app.clock.now();
  await app.database.withContext(context, ({ organisations }) =>
    organisations.enter({ code: organisation, name: organisation, kind: 'office' }, at),
  );
  await addUser(app, context, {
    userName,
    displayName: userName,
    organisation,
    roles: ['supervision_officer'],
    password,
  });
  const user = await app.database.withContext(context, ({ users }) => users.findByName(userName));
  return contextOfUser(user, 'bench');
}
