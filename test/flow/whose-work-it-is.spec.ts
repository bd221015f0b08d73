import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { BranchDesk, good, refusal } from '../support/a-branch-desk.js';
import type { ApiClient } from '../support/product.js';

let desk: BranchDesk;
let deputy: ApiClient;
const ids: Record<string, string> = {};

beforeAll(async () => {
  desk = await BranchDesk.open();
  const { api } = desk;
  ids['deputy'] = await api.addAccount({ userName: 'deputy', roles: ['agency_handler'], organisation: '120101' });
  deputy = await api.signedIn('deputy');
  for (const { id, name } of await api.sql<{ id: string; name: string }>(
    `select id, user_name as name from fundwatch.app_user`,
  ))
    ids[name] = id;
});
afterAll(() => desk.api.close());

type Clients = Parameters<BranchDesk['as']>[0];
const assign = (person: Clients, alerts: string[], to: string, reason?: string) =>
  desk.as(person).call(routes.assignAlerts, { body: { alerts, to: ids[to]!, ...(reason ? { reason } : {}) } });
const listed = async (client: ApiClient, query: object) =>
  good(await client.call(routes.listAlerts, { query: { order: 'urgency', limit: 100, ...query } as never }));
const numbersOf = async (client: ApiClient, query: object) =>
  (await listed(client, query)).items.map(({ id }) => id).sort();
const counts = async (client: ApiClient, query: object = {}) => good(await client.call(routes.countAlerts, { query }));

describe('whose work an alert is', () => {
  const alerts: string[] = [];
  beforeAll(async () => {
    for (const build of [anAlert(), anAlert().screened(), anAlert().received(), anAlert().received()])
      alerts.push(await desk.put(build));
  });

  test('the office assigns to one officer, the agency to one handler; each side sees its own', async () => {
    const { results } = good(await assign('head', [alerts[0]!, alerts[2]!], 'officer'));
    expect(results.every(({ done }) => done)).toBe(true);
    good(await assign('chief', [alerts[2]!], 'handler'));
    expect((await desk.alert(alerts[2]!)).assignee).toEqual({ userId: ids['officer'], displayName: 'officer' });
    expect((await desk.alert(alerts[2]!, 'handler')).assignee).toEqual({
      userId: ids['handler'],
      displayName: 'handler',
    });
    const told = async (person: Clients) =>
      (await desk.events(alerts[2]!, person))
        .filter(({ type }) => type === 'assign')
        .map(({ details }) => details['side']);
    expect(await told('officer')).toEqual(['office', 'agency']);
    expect(await told('handler')).toEqual(['agency']);
  });

  test('the counts of mine and of what nobody has are those of their lists', async () => {
    for (const person of ['officer', 'colleague', 'head', 'leader', 'handler', 'chief'] as const) {
      const client = desk.as(person);
      const { assigned } = await counts(client);
      for (const which of ['mine', 'unassigned', 'standing_in'] as const)
        expect((await listed(client, { assigned: which })).total, `${person} ${which}`).toBe(assigned[which]);
    }
    expect((await counts(desk.as('officer'))).assigned).toEqual({ mine: 2, unassigned: 2, standing_in: 0 });
    const { counts: buckets, open } = await counts(desk.as('officer'), { assigned: 'mine' });
    expect([buckets.to_screen, buckets.to_dispatch, buckets.waiting_agency, open]).toEqual([1, 0, 1, 2]);
    expect((await listed(desk.as('officer'), { assigned: 'mine', bucket: 'to_screen' })).total).toBe(1);
  });

  test('a colleague takes it over only with a reason; a batch says of each what became of it', async () => {
    const { results } = good(await assign('head', [alerts[0]!, alerts[1]!], 'colleague'));
    expect(results.map(({ done, error }) => [done, error?.code])).toEqual([
      [false, 'REASON_REQUIRED'],
      [true, undefined],
    ]);
    good(await assign('head', [alerts[0]!], 'colleague', '调整分工'));
    expect((await desk.events(alerts[0]!)).at(-1)).toMatchObject({
      type: 'hand_over',
      reason: '调整分工',
      details: { from: 'officer', to: 'colleague' },
    });
    expect(await numbersOf(desk.as('head'), { assignee: ids['colleague'] })).toEqual([alerts[0], alerts[1]].sort());
  });

  test('all open alerts of a colleague are handed over at once', async () => {
    const body = { from: ids['colleague']!, to: ids['officer']!, reason: '岗位调整' };
    const { results } = good(await desk.as('head').call(routes.handOverAlerts, { body }));
    expect(results).toHaveLength(2);
    expect((await counts(desk.as('officer'))).assigned.mine).toBe(3);
    expect((await counts(desk.as('colleague'))).assigned.mine).toBe(0);
  });

  test('an alert is not given to the other side, nor touched by another agency, and it changes nothing else', async () => {
    expect(refusal(await assign('officer', [alerts[2]!], 'handler'))).toBe('ASSIGNEE_NOT_POSSIBLE');
    expect(refusal(await assign('elsewhere', [alerts[2]!], 'handler'))).toBe('ASSIGNEE_NOT_POSSIBLE');
    const { results } = good(await assign('elsewhere', [alerts[2]!], 'elsewhere'));
    expect(results[0]).toMatchObject({ done: false, number: null, error: { code: 'NOT_FOUND' } });
    const { revision, state } = await desk.alert(alerts[2]!);
    expect([revision, state]).toEqual([4, 'received']);
  });
});

describe('a stand-in for an absent colleague', () => {
  const enter = (person: Clients, days: [string, string] = ['2026-10-21', '2026-10-23']) =>
    desk.as(person).call(routes.enterStandIn, {
      body: { absent: ids['officer']!, standIn: ids['colleague']!, fromOn: days[0], untilOn: days[1], reason: '休假' },
    });

  test('is entered by the absent one or the head, once for the same days', async () => {
    expect(refusal(await enter('colleague'))).toBe('NOT_ALLOWED');
    const entered = good(await enter('officer'));
    expect(entered).toMatchObject({ runs: false, absent: { displayName: 'officer' } });
    expect(refusal(await enter('head'))).toBe('STAND_IN_INVALID');
  });

  test('from its first day to its last the absent one’s queue is the stand-in’s own', async () => {
    const { api } = desk;
    const mine = async () => (await counts(desk.as('colleague'))).assigned;
    expect(await mine()).toMatchObject({ mine: 0, standing_in: 0 });
    for (const day of ['2026-10-21', '2026-10-23']) {
      api.clock.set(`${day}T01:00:00.000Z`);
      expect(await mine()).toMatchObject({ mine: 3, standing_in: 3 });
      expect((await listed(desk.as('colleague'), { assigned: 'standing_in' })).total).toBe(3);
    }
    expect((await counts(desk.as('colleague'))).standsInFor).toEqual(['officer']);
  });

  test('acts under his own name, and the timeline says for whom', async () => {
    const raised = (await listed(desk.as('colleague'), { assigned: 'mine', bucket: 'to_screen' })).items[0]!;
    const screen = { params: { alertId: raised.id }, body: { revision: raised.revision } };
    good(await desk.as('colleague').call(routes.screenAlert, screen));
    expect((await desk.events(raised.id)).at(-1)).toMatchObject({
      type: 'screen',
      actor: 'colleague',
      onBehalfOf: 'officer',
    });
    const sent = await desk.alert(raised.id, 'head');
    good(
      await desk
        .as('head')
        .call(routes.dispatchAlert, { params: { alertId: raised.id }, body: { revision: sent.revision } }),
    );
    expect((await desk.events(raised.id)).at(-1)).toMatchObject({ actor: 'head', onBehalfOf: null });
  });

  test('ends after the last day, or when the absent one is back', async () => {
    const { api } = desk;
    api.clock.set('2026-10-24T01:00:00.000Z');
    expect((await counts(desk.as('colleague'))).assigned.mine).toBe(0);
    const { id, runs } = good(await enter('head', ['2026-10-24', '2026-10-30']));
    expect(runs).toBe(true);
    expect((await counts(desk.as('colleague'))).assigned.mine).toBe(3);
    const end = { params: { standInId: id } };
    expect(refusal(await desk.as('chief').call(routes.endStandIn, end))).toBe('NOT_FOUND');
    good(await desk.as('officer').call(routes.endStandIn, end));
    expect((await counts(desk.as('colleague'))).assigned.mine).toBe(0);
  });
});

describe('who verifies is not the person whose operation is questioned', () => {
  const kept = (revision: number) => ({
    revision,
    problemType: 'P2' as const,
    explanation: '口径不同',
    fields: { mappingNote: '按新口径' },
    confirmedAmount: null,
    recoveredAmount: null,
    attachments: [],
  });
  const answer = async (client: ApiClient, alertId: string) => {
    const { revision } = await desk.alert(alertId);
    return client.call(routes.answerAlert, { params: { alertId }, body: kept(revision) });
  };
  beforeAll(async () => {
    await desk.api.addAccount({ userName: 'admin', roles: ['administrator'] });
    const admin = await desk.api.signedIn('admin');
    const number = (userName: string, staffNo: string) =>
      admin.call(routes.changeUser, { params: { userId: ids[userName]! }, body: { staffNo } });
    good(await number('deputy', 'S0101'));
    expect(refusal(await number('handler', 'S0101'))).toBe('STAFF_NO_TAKEN');
    good(await number('elsewhere', 'S0101'));
    deputy = await desk.api.signedIn('deputy');
  });

  test('named as a step of the evidence, he neither signs nor answers; a colleague does', async () => {
    const hit = { hitKey: 'b1', evidence: { first_review_by: 'S0101', staff_names: '刘红' } };
    const alertId = await desk.put(anAlert().of('NK05').dispatchedTo('120101').behind(hit));
    const { revision } = await desk.alert(alertId);
    const receive = { params: { alertId }, body: { revision } };
    expect(refusal(await deputy.call(routes.receiveAlert, receive))).toBe('STAFF_INVOLVED');
    const seen = good(await deputy.call(routes.getAlert, { params: { alertId } }));
    expect(seen).toMatchObject({ involved: true, commands: [] });
    desk.api.clock.set('2026-10-24T02:00:00.000Z');
    good(await desk.as('handler').call(routes.receiveAlert, receive));
    expect(refusal(await answer(deputy, alertId))).toBe('STAFF_INVOLVED');
    good(await answer(desk.as('handler'), alertId));
  });

  test('named as one of several, or reporting a rectification: the same; another number of the same beginning is another person', async () => {
    const several = await desk.put(
      anAlert()
        .of('NK07')
        .rectifying()
        .behind({ hitKey: 'b2', evidence: { staff_nos: 'S0900、S0101' } }),
    );
    const { revision } = await desk.alert(several);
    const body = { revision, reason: '已整改', measures: [{ text: '重审', on: '2026-10-24' }], attachments: [] };
    const report = { params: { alertId: several }, body };
    expect(refusal(await deputy.call(routes.reportRectification, report))).toBe('STAFF_INVOLVED');
    const other = await desk.put(
      anAlert()
        .of('NK07')
        .received()
        .behind({ hitKey: 'b3', evidence: { staff_no: 'S01012', remark: 'S0101' } }),
    );
    good(await answer(deputy, other));
  });

  test('an alert about the clerk himself is not assigned to him either', async () => {
    const alertId = await desk.put(
      anAlert()
        .of('NK01')
        .about('S0101')
        .received()
        .behind({ hitKey: 'b4', subject: 'S0101', evidence: { approval_by: 'S0101' } }),
    );
    const { results } = good(await assign('chief', [alertId], 'deputy'));
    expect(results[0]).toMatchObject({ done: false, error: { code: 'STAFF_INVOLVED' } });
    good(await assign('chief', [alertId], 'handler'));
  });
});
