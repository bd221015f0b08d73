import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BranchDesk, good, refusal } from '../support/a-branch-desk.js';
import { anAlert } from '../support/alert-builder.js';

let desk: BranchDesk;
beforeAll(async () => {
  desk = await BranchDesk.open();
});
afterAll(() => desk?.api.close());

it('an extension asked before the last day and granted by another person moves the date, and its own date stays shown', async () => {
  const alertId = await desk.put(anAlert().dueOn('2026-10-20'));
  const far = await desk.tryOpening('handler', alertId, 'extension', { until: '2026-11-20', reason: '入户核查' });
  expect(refusal(far)).toBe('EXTENSION_DAY_INVALID');
  const asked = await desk.begin('handler', alertId, 'extension', { until: '2026-10-31', reason: '入户核查' });
  const approvals = good(await desk.as('officer').call(routes.listApprovals, { query: { limit: 20 } }));
  expect(approvals.items).toMatchObject([{ id: asked, kind: 'extension', alert: { id: alertId } }]);
  expect(good(await desk.as('leader').call(routes.listApprovals, { query: { limit: 20 } })).total).toBe(0);
  expect((await desk.tryStep('elsewhere', alertId, asked, 'cancel', { reason: '试' })).status).toBe(404);
  expect(refusal(await desk.tryStep('chief', alertId, asked, 'approve'))).toBe('NOT_ALLOWED');

  desk.api.clock.set('2026-10-21T02:00:00.000Z');
  expect(good(await desk.as('handler').call(routes.countAlerts)).counts).toMatchObject({ overdue: 1 });
  const granted = await desk.step('officer', alertId, asked, 'approve');
  // 31 October 2026 is a Saturday.
  expect(granted).toMatchObject({ state: 'approved', dueOn: '2026-11-02' });
  const alert = await desk.alert(alertId, 'handler');
  expect(alert).toMatchObject({ state: 'received', dueOn: '2026-11-02', openBranches: [] });
  expect(alert.clocks.find(({ running }) => running)).toMatchObject({ dueOn: '2026-10-20', extendedTo: '2026-11-02' });
  expect(good(await desk.as('handler').call(routes.countAlerts)).counts).toMatchObject({ overdue: 0 });
  expect(alert.problemTypesOffered).not.toContain('P11');
  expect(refusal(await desk.tryOpening('handler', alertId, 'extension', { until: '2026-11-10', reason: '再延' }))).toBe(
    'ALERT_COMMAND_NOT_POSSIBLE',
  );
  desk.api.clock.set('2026-11-02T15:59:00.000Z');
  expect(good(await desk.answer(alertId))).toMatchObject({ state: 'answered', answeredLate: false });
});

it('an answer P11 asks for time in the same breath; refused, it goes back with the days of a return, and P11 is offered no more', async () => {
  desk.api.clock.set('2026-10-20T01:00:00.000Z');
  const alertId = await desk.put(anAlert().dueOn('2026-10-21'));
  expect((await desk.alert(alertId, 'handler')).problemTypesOffered).toContain('P11');
  const p11 = (planDate: string) =>
    desk.answer(alertId, { problemType: 'P11', explanation: '须外调', fields: { plan: '赴外地核对', planDate } });
  const before = await desk.alert(alertId);
  expect(refusal(await p11('2026-12-31'))).toBe('EXTENSION_DAY_INVALID');
  expect(await desk.alert(alertId)).toMatchObject({ revision: before.revision, state: 'received', answers: [] });
  expect(good(await p11('2026-11-10'))).toMatchObject({ state: 'answered', openBranches: ['extension'] });
  const [branch] = (await desk.branches(alertId)).branches;
  expect(branch).toMatchObject({
    kind: 'extension',
    state: 'proposed',
    details: { until: '2026-11-10', openText: '赴外地核对' },
  });
  expect(refusal(await desk.close(alertId))).toBe('ALERT_BRANCH_OPEN');
  await desk.step('officer', alertId, branch!.id, 'refuse', { reason: '材料可在本地取得' });
  const refused = await desk.alert(alertId, 'handler');
  expect(refused).toMatchObject({ state: 'returned', dueOn: '2026-11-03' });
  expect(refused.problemTypesOffered).not.toContain('P11');
  expect(good(await desk.answer(alertId)).state).toBe('answered');
});

it('a granted P11 goes back to the agency with the new day', async () => {
  const alertId = await desk.put(anAlert().dueOn('2026-10-21'));
  const fields = { plan: '赴外地核对', planDate: '2026-11-10' };
  good(await desk.answer(alertId, { problemType: 'P11', explanation: '须外调', fields }));
  const [branch] = (await desk.branches(alertId)).branches;
  await desk.step('officer', alertId, branch!.id, 'approve');
  expect(await desk.alert(alertId, 'handler')).toMatchObject({ state: 'received', dueOn: '2026-11-10' });
});
