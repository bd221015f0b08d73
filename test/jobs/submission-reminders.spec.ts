import { writeSubmissionReminders } from '@fundwatch/application';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MONTH, NORTH, northBusiness, REGION, SOUTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.startWorkers();
  await office.setClock('2026-10-09T10:30:00+08:00');
  await office.upload(northBusiness());
  await office.until(() => office.uploadsSettled());
});
afterAll(() => office?.close());

const written = async () =>
  (
    await office.sql<{ kind: string; agency: string; items: string }>(
      `select kind, agency, count(*) as items from fundwatch.submission_reminder where period = $1 group by 1, 2 order by 1, 2`,
      [MONTH],
    )
  ).map(({ kind, agency, items }) => [kind, agency, Number(items)]);
/** The sweep by two workers at once. */
const sweep = async (at: string) => {
  await office.setClock(at);
  const counts = await Promise.all([1, 2].map(() => writeSubmissionReminders(office.app, office.system)));
  return counts.reduce((sum, one) => sum + one.three_working_days + one.one_working_day + one.breach, 0);
};

it('before the third working day nothing is written', async () => {
  expect(await sweep('2026-10-10T00:15:00+08:00')).toBe(0);
});

it('three working days before the due day each agency is reminded of what it owes, once, though two workers sweep', async () => {
  expect(await sweep('2026-10-12T00:15:00+08:00')).toBe(6);
  expect(await sweep('2026-10-13T00:15:00+08:00')).toBe(0);
  expect(await written()).toEqual([
    ['three_working_days', REGION, 1],
    ['three_working_days', NORTH, 2],
    ['three_working_days', SOUTH, 3],
  ]);
});

it('what the missed run of the last working day would have written is not made up for after the breach', async () => {
  expect(await sweep('2026-10-16T00:15:00+08:00')).toBe(6);
  expect((await written()).map(([kind]) => kind)).not.toContain('one_working_day');
  expect((await written()).filter(([kind]) => kind === 'breach')).toHaveLength(3);
});

it('after the lock, and for a month whose calendar is missing, nothing is written', async () => {
  expect(await sweep('2026-12-05T00:15:00+08:00')).toBe(0);
  expect(await sweep('2027-01-20T00:15:00+08:00')).toBe(0);
});

it('each agency sees its own notices only, and every writing is in the audit', async () => {
  const own = await office.app.database.withContext(office.as(SOUTH), ({ submissionReminders }) =>
    submissionReminders.ofPeriod(MONTH),
  );
  expect(new Set(own.map(({ agency }) => agency))).toEqual(new Set([SOUTH]));
  const audited = await office.sql(`select target from fundwatch.audit_event where action = 'submission.breach'`);
  expect(audited).toHaveLength(3);
});
