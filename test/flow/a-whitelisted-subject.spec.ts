import { decideWhitelistEntry, endWhitelistEntry, listWhitelist, requestEvaluation } from '@fundwatch/application';
import { finishEvaluation } from '@fundwatch/application/facts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aCase, proposeEntry } from '../support/a-whitelist-entry.js';
import { aMonth, MONTH, SOUTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

/** P13 of the south died in July and was paid in September. */
const known = aCase('P13', { agency: SOUTH, validFrom: MONTH, validTo: '202610' });
let office: Office;
let entryId: string;

beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office?.close());

const paidAfterDeath = async () => (await office.alerts()).filter(({ indicator }) => indicator === 'DY01');
const outcomes = () =>
  office.sql<{ outcome: string; alert_id: string | null }>(
    `select distinct on (h.hit_key) h.outcome, h.alert_id from fundwatch.hit h join fundwatch.evaluation e on e.id = h.evaluation_id
     where h.indicator = 'DY01' and h.subject = 'P13' and h.verdict = 'hit' order by h.hit_key, e.run_no desc`,
  );
async function runAgain(): Promise<void> {
  const { app } = office;
  const context = office.as('head');
  await finishEvaluation(
    app,
    context,
    await requestEvaluation(app, context, { period: MONTH, trigger: 'hand', withoutNudge: true }),
  );
}

it('a known case is proposed by one person and approved by another', async () => {
  const { app } = office;
  entryId = (await proposeEntry(app, 'head', known)).id;
  const approve = (by: string) => decideWhitelistEntry(app, office.as(by), { entryId, decision: 'approve' });
  await expect(approve('head')).rejects.toMatchObject({ code: 'NEEDS_ANOTHER_PERSON' });
  await expect(proposeEntry(app, 'officer', known)).rejects.toMatchObject({ code: 'WHITELIST_ENTRY_EXISTS' });
  expect(await approve('leader')).toMatchObject({ state: 'approved', decidedByName: expect.any(String) });
});

it('its hits are found and kept as known, and make no alert', async () => {
  await office.startWorkers();
  await office.settleMonth(aMonth());
  expect(await paidAfterDeath()).toEqual([]);
  expect(await outcomes()).toEqual([{ outcome: 'whitelist', alert_id: null }]);
  const { items } = await listWhitelist(office.app, office.as('officer'), { view: 'ending', limit: 10 });
  expect(items).toMatchObject([{ subject: 'P13', quietHits: 1, endsSoon: true, agency: { code: SOUTH } }]);
});

it('taken off with a reason, the hits raise an alert in the next run', async () => {
  const { app } = office;
  await expect(endWhitelistEntry(app, office.as('officer'), { entryId, reason: ' ' })).rejects.toMatchObject({
    code: 'REASON_REQUIRED',
  });
  await endWhitelistEntry(app, office.as('officer'), { entryId, reason: '文件已废止' });
  await runAgain();
  expect(await paidAfterDeath()).toMatchObject([{ subject: 'P13', state: 'raised' }]);
  expect(await outcomes()).toMatchObject([{ outcome: 'alert', alert_id: expect.any(String) }]);
});

it('an entry holds in its months only, and one that waits holds in none', async () => {
  const { app } = office;
  const later = await proposeEntry(app, 'officer', { ...known, validFrom: '202611', validTo: '202701' });
  const validIn = (period: string) =>
    app.database.withContext(office.as('officer'), ({ whitelist }) => whitelist.validIn(period));
  expect(await validIn('202611')).toEqual([]);
  await decideWhitelistEntry(app, office.as('head'), { entryId: later.id, decision: 'approve' });
  const months = ['202610', '202611', '202701', '202702'];
  expect((await Promise.all(months.map(validIn))).map(({ length }) => length)).toEqual([0, 1, 1, 0]);
});
