import { routes } from '@fundwatch/domain/api';
import type { IndicatorChanges } from '@fundwatch/domain/evaluate';
import type { Indicator } from '@fundwatch/indicators';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { anAnswerWithProposal } from '../support/a-proposed-version.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

let api: TestApi;
let officer: ApiClient;
let head: ApiClient;
let second: ApiClient;
let handler: ApiClient;
let delivered: Indicator;

beforeAll(async () => {
  api = await startApi();
  await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
  await api.addAccount({ userName: 'wang', roles: ['supervision_head'] });
  await api.addAccount({ userName: 'zhao', roles: ['supervision_head'] });
  await api.addAccount({ userName: 'liu', roles: ['agency_handler'], organisation: '120101' });
  [officer, head, second, handler] = (await Promise.all(
    ['zhang', 'wang', 'zhao', 'liu'].map((name) => api.signedIn(name)),
  )) as [ApiClient, ApiClient, ApiClient, ApiClient];
  delivered = api.app.catalogue.get('NK02')!;
});
afterAll(() => api.close());

const indicator = async (by = officer, code = 'NK02') =>
  (await by.call(routes.getIndicator, { params: { code } })).body;
const propose = (by: ApiClient, changes: IndicatorChanges, reason = '阈值偏低，误报偏多', from?: 'delivered') =>
  by.call(routes.proposeIndicatorVersion, {
    params: { code: 'NK02' },
    body: { changes: changes as never, reason, from },
  });
const decide = (by: ApiClient, versionId: string, decision: 'approve' | 'reject' = 'approve', reason?: string) =>
  by.call(routes.decideIndicatorVersion, { params: { versionId }, body: { decision, reason } });
const withdraw = (by: ApiClient, versionId: string) =>
  by.call(routes.withdrawIndicatorVersion, { params: { versionId } });

/** Every test leaves nothing in the way of the next. */
afterEach(async () => {
  await api.sql(`update fundwatch.indicator_version set state = 'withdrawn' where state = 'proposed'`);
  (api.app.catalogue as Map<string, Indicator>).set('NK02', delivered);
});

describe('a proposed version', () => {
  test('says who proposed what and why, and waits for another person', async () => {
    const { status, body } = await propose(officer, { parameters: { approvals: '30' } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      code: 'NK02',
      version: delivered.version + 1,
      basedOnVersion: delivered.version,
      origin: 'catalogue_change',
      state: 'proposed',
      status: 'active',
      reason: '阈值偏低，误报偏多',
      proposedBy: 'zhang',
      stale: false,
      inForce: false,
      mayDecide: false,
      mayWithdraw: true,
    });
    const { proposals } = (await head.call(routes.listIndicatorProposals)).body;
    expect(proposals).toMatchObject([{ id: body.id, mayDecide: true, mayWithdraw: false }]);
    const { differences, definition } = (
      await head.call(routes.getIndicatorVersion, { params: { versionId: body.id } })
    ).body;
    expect(differences).toEqual([{ field: 'parameter', name: 'approvals', from: '20', to: '30' }]);
    expect(definition.parameters.find(({ name }) => name === 'approvals')).toMatchObject({ value: '30', unit: '笔' });
    expect((await indicator()).standing).toMatchObject({ origin: 'catalogue', proposal: { id: body.id } });
  });

  test('is not the agencies’ to see', async () => {
    await propose(officer, { severity: 'high' });
    expect((await indicator(handler)).standing).toMatchObject({ proposal: null, trialVersion: null });
  });

  test('made by two people at the same time is one', async () => {
    const both = await Promise.all([propose(officer, { severity: 'high' }), propose(head, { severity: 'low' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('is the only one of its indicator', async () => {
    await propose(officer, { severity: 'high' });
    expect(await propose(head, { severity: 'low' })).toMatchObject({
      status: 409,
      body: { code: 'INDICATOR_VERSION_PROPOSED' },
    });
  });

  test.each([
    [
      'a value that is no number of its kind',
      { parameters: { approvals: '3.5' } },
      ['parameters.approvals', 'malformed'],
    ],
    ['a parameter that the indicator does not have', { parameters: { months: '3' } }, ['parameters.months', 'unknown']],
    ['nothing', {}, ['changes', 'unchanged']],
    ['what is so already', { parameters: { approvals: '20' }, status: 'active' }, ['changes', 'unchanged']],
    ['a line that its query was not written for', { lines: ['110'] }, ['lines', 'not_covered']],
    ['no line at all', { lines: [] }, ['lines', 'empty']],
    ['an agency that nobody knows', { agencies: ['999999'] }, ['agencies', 'unknown']],
  ] as [string, IndicatorChanges, [string, string]][])(
    'that changes %s is refused',
    async (_, changes, [field, problem]) => {
      expect(await propose(officer, changes)).toMatchObject({
        status: 422,
        body: { code: 'INDICATOR_VERSION_INVALID', details: { problems: [{ field, problem }] } },
      });
    },
  );

  test('needs a reason', async () => {
    expect(await propose(officer, { severity: 'high' }, ' ')).toMatchObject({
      status: 422,
      body: { code: 'REASON_REQUIRED' },
    });
  });

  test('of an indicator that waits for its data is refused as unknown', async () => {
    const reply = await officer.call(routes.proposeIndicatorVersion, {
      params: { code: 'XX99' },
      body: { changes: { severity: 'high' }, reason: '试验' },
    });
    expect(reply).toMatchObject({ status: 404, body: { code: 'INDICATOR_UNKNOWN' } });
  });

  test('can be taken back by its author alone, and then decided by nobody', async () => {
    const { id } = (await propose(officer, { severity: 'high' })).body;
    expect(await withdraw(head, id)).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
    expect(await withdraw(officer, id)).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
    expect(await decide(head, id)).toMatchObject({ status: 409, body: { code: 'INDICATOR_VERSION_SETTLED' } });
  });
});

describe('a decision', () => {
  test('is never the proposer’s own', async () => {
    const { id } = (await propose(head, { severity: 'high' })).body;
    expect(await decide(head, id)).toMatchObject({ status: 403, body: { code: 'NEEDS_ANOTHER_PERSON' } });
    expect(await decide(second, id, 'reject', '暂不调整')).toMatchObject({
      status: 200,
      body: { state: 'rejected', decidedBy: 'zhao', decisionReason: '暂不调整' },
    });
    expect(await indicator()).toMatchObject({ version: delivered.version, standing: { origin: 'catalogue' } });
  });

  test('against it needs a reason', async () => {
    const { id } = (await propose(officer, { severity: 'high' })).body;
    expect(await decide(head, id, 'reject', ' ')).toMatchObject({ status: 422, body: { code: 'REASON_REQUIRED' } });
  });

  test('approves only what was proposed on the version in force', async () => {
    const { id } = (await propose(officer, { severity: 'high' })).body;
    // A new release delivers the indicator with another text.
    const released = { ...delivered, version: delivered.version + 5, severity: 'low' as const };
    (api.app.catalogue as Map<string, Indicator>).set('NK02', released);
    expect((await head.call(routes.getIndicatorVersion, { params: { versionId: id } })).body.stale).toBe(true);
    expect(await decide(head, id)).toMatchObject({ status: 409, body: { code: 'INDICATOR_VERSION_STALE' } });
    expect(await decide(head, id, 'reject', '按新版重新提出')).toMatchObject({ body: { state: 'rejected' } });
  });

  test('is in the audit with every step', async () => {
    const { id } = (await propose(officer, { severity: 'high' })).body;
    await decide(head, id, 'reject', '暂不调整');
    const rows = await api.sql(
      `select action, actor, reason from fundwatch.audit_event where target = $1 order by id`,
      [id],
    );
    expect(rows).toMatchObject([
      { action: 'indicator_version.propose', reason: '阈值偏低，误报偏多' },
      { action: 'indicator_version.rejected', reason: '暂不调整' },
    ]);
  });
});

describe('an approved version', () => {
  let version: number;
  test('is in force, says whose it is, and the delivered one stays known', async () => {
    const { id, ...proposed } = (await propose(officer, { parameters: { approvals: '30' }, agencies: ['120101'] }))
      .body;
    version = proposed.version;
    expect(await decide(head, id)).toMatchObject({ status: 200, body: { state: 'approved', inForce: true } });
    expect(await indicator()).toMatchObject({
      version,
      standing: {
        origin: 'office',
        deliveredVersion: delivered.version,
        deliveredChanged: false,
        agencies: [{ code: '120101' }],
        proposal: null,
      },
      parameters: expect.arrayContaining([expect.objectContaining({ name: 'approvals', value: '30' })]),
    });
  });

  test('stays in force when another definition is delivered, and the library says so', async () => {
    const released = { ...delivered, version: delivered.version + 5, severity: 'critical' as const };
    (api.app.catalogue as Map<string, Indicator>).set('NK02', released);
    expect(await indicator()).toMatchObject({
      version,
      severity: delivered.severity,
      standing: { origin: 'office', deliveredVersion: released.version, deliveredChanged: true },
    });
    const adopted = (await propose(officer, {}, '采用新交付的定义', 'delivered')).body;
    expect(adopted).toMatchObject({ origin: 'delivered', basedOnVersion: version });
    expect(adopted.version).toBeGreaterThan(released.version);
    const { differences } = (await head.call(routes.getIndicatorVersion, { params: { versionId: adopted.id } })).body;
    expect(differences).toEqual(
      expect.arrayContaining([
        { field: 'parameter', name: 'approvals', from: '30', to: '20' },
        { field: 'severity', name: null, from: delivered.severity, to: 'critical' },
        { field: 'agencies', name: null, from: '120101', to: 'ALL' },
      ]),
    );
  });

  test('on trial runs beside the one in force and does not replace it', async () => {
    const trial = (await propose(officer, { parameters: { approvals: '25' }, status: 'trial' })).body;
    expect(await decide(head, trial.id)).toMatchObject({ body: { state: 'approved', inForce: false, onTrial: true } });
    expect(await indicator()).toMatchObject({ version, status: 'active', standing: { trialVersion: trial.version } });
    // To go back to what is in force alone is a change, too.
    const ended = (await propose(officer, { status: 'active' }, '试运行结束，不采用')).body;
    await decide(head, ended.id);
    expect(await indicator()).toMatchObject({ version: ended.version, standing: { trialVersion: null } });
  });

  test('stands in the history with who, when, why and on what', async () => {
    const { items, total } = (
      await officer.call(routes.listIndicatorVersions, { params: { code: 'NK02' }, query: { limit: 3 } })
    ).body;
    expect(items).toHaveLength(3);
    expect(total).toBeGreaterThan(3);
    expect(items.map((one) => one.version)).toEqual(items.map((one) => one.version).sort((a, b) => b - a));
    expect(items[0]).toMatchObject({
      inForce: true,
      proposedBy: 'zhang',
      decidedBy: 'wang',
      reason: '试运行结束，不采用',
    });
  });
});

describe('an answer that calls the indicator’s alarm false', () => {
  test('is taken over into a proposal that names the alert', async () => {
    const { alertId, answerId, number } = await anAnswerWithProposal(api, api.database, {
      indicator: 'NK02',
      proposedParameter: 'approvals 改为 40',
    });
    const asked = (await officer.call(routes.getAnswerProposal, { params: { alertId, answerId } })).body;
    expect(asked).toMatchObject({
      code: 'NK02',
      why: '同月补发',
      proposedParameter: 'approvals 改为 40',
      changes: { parameters: { approvals: '40' } },
      open: null,
    });
    const { status, body } = await officer.call(routes.proposeFromAnswer, { params: { alertId, answerId }, body: {} });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      code: 'NK02',
      alert: { id: alertId, number },
      changes: { parameters: { approvals: '40' } },
    });
    expect(body.reason).toContain('同月补发');
  });

  test('of any other problem type proposes nothing', async () => {
    const { alertId, answerId } = await anAnswerWithProposal(api, api.database);
    await api.sql(`update fundwatch.answer set problem_type = 'P4' where id = $1`, [answerId]);
    expect(await officer.call(routes.getAnswerProposal, { params: { alertId, answerId } })).toMatchObject({
      status: 404,
    });
  });
});
