import { getArrivalBoard, getPackage, getSubmission, listSubmissionChecks } from '@fundwatch/application';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MONTH, NORTH, SOUTH, northBusiness } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
let refused: string;
beforeAll(async () => {
  office = await Office.open();
  await office.startWorkers();
  await office.setClock('2026-10-09T10:30:00+08:00');
});
afterAll(() => office?.close());

async function cell(agency: string, dataset: string) {
  const { rows } = await getArrivalBoard(office.app, office.as(agency), { period: MONTH });
  return rows.find((row) => row.agency.code === agency)?.cells.find((one) => one.dataset === dataset);
}

it('a submission whose control total is wrong is refused whole, with the reason and no facts', async () => {
  const wrong = northBusiness({
    describe: (document) => {
      document.resources.find(({ name }) => name === 'benefit_payment')!.controlTotals['amount'] = '2000.01';
      return document;
    },
  });
  const packageId = await office.upload(wrong);
  await office.until(() => office.dataSettled());

  const { state, submissionId } = await getPackage(office.app, office.as(NORTH), { packageId });
  expect(state).toBe('refused');
  refused = submissionId!;
  const { items, total } = await listSubmissionChecks(office.app, office.as(NORTH), {
    submissionId: refused,
    limit: 20,
  });
  expect(total).toBe(1);
  expect(items).toMatchObject([{ checkCode: 'control_total_mismatch', table: 'benefit_payment', column: 'amount' }]);
  expect(await office.sql(`select from fundwatch.fact_file where path is not null`)).toEqual([]);
  expect(await cell(NORTH, 'business')).toMatchObject({ state: 'refused', version: 1, errors: 1 });
});

it('another agency cannot read the refusal, nor send in its place', async () => {
  const looking = getSubmission(office.app, office.as(SOUTH), { submissionId: refused });
  await expect(looking).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const packageId = await office.upload(northBusiness({ version: 2 }), SOUTH);
  await office.until(() => office.dataSettled());
  const sent = await getPackage(office.app, office.as('institution'), { packageId });
  expect(sent.state).toBe('refused');
  expect(await cell(NORTH, 'business')).toMatchObject({ state: 'refused' });
});

it('the mended package is sent again under a higher version and accepted on time', async () => {
  await office.setClock('2026-10-12T15:00:00+08:00');
  const packageId = await office.upload(northBusiness({ version: 3 }));
  await office.until(() => office.dataSettled());

  const { state, submissionId } = await getPackage(office.app, office.as(NORTH), { packageId });
  expect(state).toBe('accepted');
  const { tables } = await getSubmission(office.app, office.as(NORTH), { submissionId: submissionId! });
  expect(tables.find(({ name }) => name === 'benefit_payment')).toMatchObject({ rows: 2 });
  expect(await cell(NORTH, 'business')).toMatchObject({ state: 'on_time', version: 3, errors: 0 });
});

it('the same package once more is already here and changes nothing', async () => {
  const before = await office.sql(`select id, state, arrived_at from fundwatch.submission order by id`);
  const packageId = await office.upload(northBusiness({ version: 3 }));
  await office.until(() => office.dataSettled());

  expect((await getPackage(office.app, office.as(NORTH), { packageId })).state).toBe('already_here');
  expect(await office.sql(`select id, state, arrived_at from fundwatch.submission order by id`)).toEqual(before);
});
