import { writeReminders } from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BranchDesk, good, refusal } from '../support/a-branch-desk.js';
import { anAlert } from '../support/alert-builder.js';

let desk: BranchDesk;
beforeAll(async () => {
  desk = await BranchDesk.open({ alerts: { secondReviewPercent: 100 } });
});
afterAll(() => desk?.api.close());

const submit = async (alertId: string, person: 'officer' | 'colleague') => {
  const { revision } = await desk.alert(alertId);
  return desk.as(person).call(routes.submitForSecondReview, { params: { alertId }, body: { revision } });
};
const commands = async (alertId: string, person: 'officer' | 'colleague') =>
  (await desk.alert(alertId, person)).commands.map(({ command }) => command);

it('a drawn answer P4 is put up by one officer and closed by another, or comes back with an objection', async () => {
  const alertId = await desk.put(anAlert().answered('P4'));
  expect(await commands(alertId, 'officer')).toContain('submit_for_second_review');
  expect(refusal(await desk.close(alertId))).toBe('ALERT_COMMAND_NOT_POSSIBLE');
  expect(good(await submit(alertId, 'officer'))).toMatchObject({ state: 'in_second_review' });
  expect(good(await desk.as('officer').call(routes.countAlerts)).counts).toMatchObject({ to_accept: 1, to_review: 0 });
  expect(await commands(alertId, 'officer')).not.toContain('close');
  expect(refusal(await desk.close(alertId, 'officer'))).toBe('NEEDS_ANOTHER_PERSON');

  const { revision } = await desk.alert(alertId);
  const body = { revision, reason: '佐证与金额不符' };
  const objected = await desk.as('colleague').call(routes.objectToClosing, { params: { alertId }, body });
  expect(good(objected)).toMatchObject({ state: 'answered' });
  good(await submit(alertId, 'colleague'));
  expect(await commands(alertId, 'officer')).toContain('close');
  expect(good(await desk.close(alertId, 'officer'))).toMatchObject({ state: 'closed' });
});

it('another problem type is closed at once', async () => {
  const alertId = await desk.put(anAlert().answered('P2'));
  expect(refusal(await submit(alertId, 'officer'))).toBe('ALERT_COMMAND_NOT_POSSIBLE');
  expect(good(await desk.close(alertId))).toMatchObject({ state: 'closed' });
});

it('a return names what is wanting point by point, and the second one warns the head of supervision', async () => {
  const alertId = await desk.put(anAlert().answered('P2'));
  const send = async (points: string[]) => {
    const { revision } = await desk.alert(alertId);
    const body = { revision, reason: '请补充', points };
    return good(await desk.as('officer').call(routes.returnAlert, { params: { alertId }, body }));
  };
  expect(await send(['请附更正单', '金额如何得出'])).toMatchObject({ state: 'returned', dueOn: '2026-11-03' });
  expect((await desk.events(alertId, 'handler')).at(-1)).toMatchObject({
    type: 'return',
    details: { points: ['请附更正单', '金额如何得出'] },
  });
  good(await desk.answer(alertId));
  await send(['仍缺更正单']);
  expect((await desk.events(alertId)).slice(-2).map(({ type }) => type)).toEqual(['return', 'second_return']);
});

it('an overdue answer is told of at the breach, to the head of the agency, then to the head of supervision, each once', async () => {
  const alertId = await desk.put(anAlert().dueOn('2026-10-12'));
  const notices = async () => {
    await writeReminders(desk.api.app, desk.system);
    await writeReminders(desk.api.app, desk.system);
    return (await desk.events(alertId)).map(({ type }) => type).slice(4);
  };
  desk.api.clock.set('2026-10-12T02:00:00.000Z');
  expect(await notices()).toEqual(['remind']);
  desk.api.clock.set('2026-10-13T02:00:00.000Z');
  expect(await notices()).toEqual(['remind', 'breach']);
  // The third working day after the twelfth is the fifteenth.
  desk.api.clock.set('2026-10-14T02:00:00.000Z');
  expect(await notices()).toEqual(['remind', 'breach']);
  desk.api.clock.set('2026-10-15T02:00:00.000Z');
  expect(await notices()).toEqual(['remind', 'breach', 'escalate_agency_head']);
  // The weekend brings nothing; the seventh working day is the twenty-first.
  desk.api.clock.set('2026-10-18T02:00:00.000Z');
  expect(await notices()).toHaveLength(3);
  desk.api.clock.set('2026-10-21T02:00:00.000Z');
  expect((await notices()).at(-1)).toBe('escalate_supervision_head');
  desk.api.clock.set('2026-11-20T02:00:00.000Z');
  expect(await notices()).toHaveLength(4);
  desk.api.clock.set('2026-10-20T01:00:00.000Z');
});

it('a closed alert is opened again with a reason, unseen by the agency until it is dispatched anew with new clocks', async () => {
  const alertId = await desk.put(anAlert().about('P-REOPENED').closed());
  const reopen = async (reason: string) => {
    const { revision } = await desk.alert(alertId);
    return desk.as('officer').call(routes.reopenAlert, { params: { alertId }, body: { revision, reason } });
  };
  expect((await reopen(' ')).status).toBe(400);
  expect(good(await reopen('审计提供新线索'))).toMatchObject({ state: 'screened', dueOn: null });
  expect((await desk.as('handler').call(routes.getAlert, { params: { alertId } })).status).toBe(404);
  const { revision } = await desk.alert(alertId);
  const sent = await desk.as('officer').call(routes.dispatchAlert, { params: { alertId }, body: { revision } });
  expect(good(sent)).toMatchObject({ state: 'dispatched', dueOn: '2026-10-22', answeredLate: null });
});

it('is not opened again where the matter has an open alert already', async () => {
  const alertId = await desk.put(anAlert().about('P-TWIN').closed());
  await desk.put(anAlert().about('P-TWIN').received());
  const { revision } = await desk.alert(alertId);
  const body = { revision, reason: '新线索' };
  const reply = await desk.as('officer').call(routes.reopenAlert, { params: { alertId }, body });
  expect(refusal(reply)).toBe('ALERT_COMMAND_NOT_POSSIBLE');
});
