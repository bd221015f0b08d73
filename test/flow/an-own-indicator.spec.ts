import {
  createDraft,
  decideVersion,
  getAlert,
  getIndicator,
  getIndicatorDraft,
  listAlertHits,
  requestDraftCheck,
  saveDraftTexts,
  submitDraft,
} from '@fundwatch/application';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NORTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
let draftId: string;
let versionId: string;
beforeAll(async () => {
  office = await Office.open();
  await office.startWorkers();
});
afterAll(() => office?.close());

it('an officer writes an indicator of the office, and the workers run its cases', async () => {
  const begun = await createDraft(office.app, office.as('officer'), { code: 'DY51' });
  draftId = begun.id;
  const { document, query, cases } = begun;
  const saved = await saveDraftTexts(office.app, office.as('officer'), {
    draftId,
    revision: begun.revision,
    // The payments of the story are of a thousand yuan.
    document: document.replace(`value: '20000.00'`, `value: '999.99'`),
    query,
    cases: cases.replaceAll('20000.00', '999.99').replaceAll('20000.01', '1000.00'),
  });
  await requestDraftCheck(office.app, office.as('officer'), { draftId, revision: saved.revision });
  await office.until(async () => {
    const { checkState } = await getIndicatorDraft(office.app, office.as('officer'), { draftId });
    return checkState === 'done';
  });
  const checked = await getIndicatorDraft(office.app, office.as('officer'), { draftId });
  expect(checked.check?.problems).toEqual([]);
  expect(checked).toMatchObject({ passed: true });
});

it('another person approves it', async () => {
  const submission = { draftId, revision: 2, status: 'active' as const, reason: '本地大额待遇需逐笔核实' };
  versionId = (await submitDraft(office.app, office.as('officer'), submission)).id;
  await decideVersion(office.app, office.as('head'), { versionId, decision: 'approve' });
  const found = await getIndicator(office.app, office.as('officer'), { code: 'DY51' });
  expect(found).toMatchObject({ version: 1, standing: { origin: 'office', deliveredVersion: null } });
});

it('the month runs it like the delivered ones, and its alert explains itself by its own texts', async () => {
  await office.settleMonth();
  const [alert] = (await office.alerts()).filter(({ indicator }) => indicator === 'DY51');
  expect(alert).toMatchObject({ agency: { code: NORTH }, title: { zh: '本单位指标' } });
  const whole = await getAlert(office.app, office.as('officer'), { alertId: alert!.id });
  expect(whole).toMatchObject({ indicatorVersion: 1, parameters: { limit_amount: '999.99' } });
  expect(whole.explainedBy?.guidance.catches).toContain('单笔待遇金额超过设定值');
  const hits = await listAlertHits(office.app, office.as('officer'), { alertId: alert!.id, limit: 10 });
  expect(hits.items.length).toBeGreaterThan(0);
});
