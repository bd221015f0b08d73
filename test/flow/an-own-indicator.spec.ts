import {
  createDraft,
  decideVersion,
  getAlert,
  getIndicator,
  getIndicatorDraft,
  listAlertHits,
  listIndicators,
  listVersions,
  proposeVersion,
  requestDraftCheck,
  requestEvaluation,
  saveDraftTexts,
  submitDraft,
} from '@fundwatch/application';
import type { RequestContext } from '@fundwatch/domain/identity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MONTH, NORTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
let draftId: string;
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

it('another person lets it run on trial; supervision finds it in the library, and agencies do not', async () => {
  const submission = { draftId, revision: 2, status: 'trial' as const, reason: '本地大额待遇需逐笔核实' };
  const { id: versionId } = await submitDraft(office.app, office.as('officer'), submission);
  await decideVersion(office.app, office.as('head'), { versionId, decision: 'approve' });
  const found = await getIndicator(office.app, office.as('officer'), { code: 'DY51' });
  expect(found).toMatchObject({ version: 1, status: 'trial', standing: { origin: 'office', trialVersion: 1 } });
  const { items } = await listVersions(office.app, office.as('officer'), { code: 'DY51', limit: 5 });
  expect(items).toMatchObject([{ version: 1, onTrial: true, inForce: false }]);
  const atAgency = { ...office.as('officer'), scope: `agency:${NORTH}` } as RequestContext;
  await expect(getIndicator(office.app, atAgency, { code: 'DY51' })).rejects.toMatchObject({
    code: 'INDICATOR_UNKNOWN',
  });
  const { indicators } = await listIndicators(office.app, atAgency);
  expect(indicators.map(({ code }) => code)).not.toContain('DY51');
});

it('on trial only it is no indicator that a run may be asked for', async () => {
  const request = { period: MONTH, trigger: 'hand', indicators: ['DY51'], withoutNudge: true } as const;
  await expect(requestEvaluation(office.app, office.as('head'), request)).rejects.toMatchObject({
    code: 'INDICATOR_UNKNOWN',
  });
});

it('turned on by a proposal of one person and the approval of another, it is in force', async () => {
  const proposal = { code: 'DY51', changes: { status: 'active' }, from: 'in_force', reason: '试运行结果可用' } as const;
  const { id: versionId } = await proposeVersion(office.app, office.as('officer'), proposal);
  await decideVersion(office.app, office.as('head'), { versionId, decision: 'approve' });
  const found = await getIndicator(office.app, office.as('officer'), { code: 'DY51' });
  expect(found).toMatchObject({
    version: 2,
    status: 'active',
    standing: { trialVersion: null, deliveredVersion: null },
  });
});

it('the month runs it like the delivered ones, and its alert explains itself by its own texts', async () => {
  await office.settleMonth();
  const [alert] = (await office.alerts()).filter(({ indicator }) => indicator === 'DY51');
  expect(alert).toMatchObject({ agency: { code: NORTH }, title: { zh: '本单位指标' } });
  const whole = await getAlert(office.app, office.as('officer'), { alertId: alert!.id });
  expect(whole).toMatchObject({ indicatorVersion: 2, parameters: { limit_amount: '999.99' } });
  expect(whole.explainedBy?.guidance.catches).toContain('单笔待遇金额超过设定值');
  const hits = await listAlertHits(office.app, office.as('officer'), { alertId: alert!.id, limit: 10 });
  expect(hits.items.length).toBeGreaterThan(0);
});
