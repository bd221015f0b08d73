import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sweepFiles } from '@fundwatch/application/facts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TEST_HOME_MARK } from '../../application/src/config.js';
import { crashPoints } from '../../application/src/crash-point.js';
import { external, northBusiness, southBusiness } from '../support/a-month.js';
import { Office, type JobsProcess } from '../support/an-office.js';

/** Enough for facts of two agencies and three alerts. */
const packages = () => [northBusiness(), southBusiness(), external()];
const DAY = 24 * 3_600_000;

let undisturbed: Awaited<ReturnType<Office['picture']>>;

beforeAll(async () => {
  const calm = await Office.open({ indicators: 'all' });
  await calm.startWorkers();
  await calm.settleMonth(packages());
  undisturbed = await calm.picture();
  await calm.close();
});

/** Lets a jobs process collect and evaluate as far as it gets. */
async function work(process: JobsProcess, office: Office): Promise<void> {
  await office.until(async () => process.isOver || (await office.dataSettled()));
  if (process.isOver) return;
  await office.setClock('2026-10-16T01:00:00+08:00');
  await office.app.queue.enqueue('startDueEvaluations', {});
  await office.until(async () => process.isOver || (await isEvaluated(office)));
}

async function isEvaluated(office: Office): Promise<boolean> {
  const runs = await office.sql(`select state from fundwatch.evaluation where cardinality(indicators) > 0`);
  return runs.length > 0 && runs.every((run) => run['state'] === 'finished');
}

/** Fact files in their places; what broken-off loads left waiting lies elsewhere. */
async function filesInPlace(office: Office): Promise<string[]> {
  const files = await readdir(join(office.home, 'facts'), { recursive: true });
  return files.filter((path) => path.endsWith('.parquet') && !path.startsWith('.')).sort();
}

async function listedFiles(office: Office): Promise<string[]> {
  const rows = await office.sql<{ path: string }>(`select path from fundwatch.fact_file where path is not null`);
  return rows.map(({ path }) => path).sort();
}

describe('a process that dies', () => {
  let office: Office | undefined;
  afterEach(() => office?.close());

  it.each(crashPoints)('at %s leaves work that the next one finishes, once', async (point) => {
    office = await Office.open({ indicators: 'all' });
    await office.setClock('2026-10-09T10:30:00+08:00');
    for (const spec of packages()) await office.upload(spec);

    const dying = office.startProcess({ FUNDWATCH_CRASH_AT: point });
    await work(dying, office);
    expect(dying.child.signalCode, `${point} was not reached`).toBe('SIGKILL');
    expect(await office.sql(`select from fundwatch.alert`)).toEqual([]);
    expect(await filesInPlace(office)).not.toEqual([]);
    await work(office.startProcess(), office);

    expect(await office.picture()).toEqual(undisturbed);
    expect(await filesInPlace(office)).toEqual(await listedFiles(office));
  });
});

describe('a process that is told to die', () => {
  let ignorant: Office;
  beforeAll(async () => {
    ignorant = await Office.open({ indicators: 'all' });
  });
  afterAll(() => ignorant.close());

  it('in a home that is not marked as a test’s does not hear it', async () => {
    await rm(join(ignorant.home, TEST_HOME_MARK));
    await ignorant.setClock('2026-10-09T10:30:00+08:00');
    await ignorant.upload(northBusiness());
    const process = ignorant.startProcess({ FUNDWATCH_CRASH_AT: 'collect.before-commit' });
    await ignorant.until(async () => process.isOver || (await ignorant.uploadsSettled()));
    expect(process.isOver).toBe(false);
    expect(await ignorant.sql(`select state from fundwatch.submission`)).toEqual([{ state: 'accepted' }]);
  });
});

describe('facts that a dead process left unlisted', () => {
  let left: Office;
  beforeAll(async () => {
    left = await Office.open({ indicators: 'all' });
  });
  afterAll(() => left.close());

  it('stay while they are young, are swept when they are a day old, and are written again when the package is taken up', async () => {
    await left.setClock('2026-10-09T10:30:00+08:00');
    await left.upload(southBusiness());
    const dying = left.startProcess({ FUNDWATCH_CRASH_AT: 'collect.after-rename' });
    await left.until(() => dying.isOver);
    const placed = await filesInPlace(left);
    expect(placed.map((path) => path.split('/')[0])).toEqual(['bank_return', 'benefit_payment', 'person']);
    expect(await listedFiles(left)).toEqual([]);

    const newest = Math.max(
      ...(await Promise.all(placed.map(async (path) => (await stat(join(left.home, 'facts', path))).mtimeMs))),
    );
    const at = (time: number) => ({ ...left.app, realTime: () => new Date(time).toISOString() });
    expect(await sweepFiles(at(newest + DAY - 60_000), left.system)).toMatchObject({ factFiles: 0 });
    expect(await filesInPlace(left)).toEqual(placed);
    expect(await sweepFiles(at(newest + DAY + 60_000), left.system)).toMatchObject({ factFiles: 3, objects: 0 });
    expect(await filesInPlace(left)).toEqual([]);

    left.startProcess();
    await left.until(() => left.uploadsSettled());
    expect(await listedFiles(left)).toEqual(placed);
    expect(await sweepFiles(at(newest + 30 * DAY), left.system)).toMatchObject({ factFiles: 0 });
    expect(await filesInPlace(left)).toEqual(placed);
  });
});
