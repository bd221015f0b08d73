import { randomUUID } from 'node:crypto';
import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { business, control, idNumber, NORTH, payment, person, SOUTH } from '../support/a-month.js';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { sendCheckedPackage } from '../support/checked-package.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

let api: TestApi;
let officer: ApiClient;
let leader: ApiClient;
let handler: ApiClient;
let own: BuiltAlert;
let unsent: BuiltAlert;
let grouped: BuiltAlert;
let tied: BuiltAlert;

const ofPerson = (subject: string, agency = NORTH) => ({ kind: 'person', agency, line: '110', subject }) as const;
const subjectOf = async (client: ApiClient, params: ReturnType<typeof ofPerson>) =>
  (await client.call(routes.getSubject, { params })).body;
const factsOf = async (client: ApiClient, params: object, query = {}) => {
  const reply = await client.call(routes.listSubjectFacts, { params: params as never, query });
  return new Map(reply.body.tables.map((table) => [table.table, table]));
};
const audits = () =>
  api.sql<{ actor: string; target_kind: string; target: string; reason: string; details: Record<string, unknown> }>(
    `select actor, target_kind, target, reason, details from fundwatch.audit_event where action = 'subject.unmask' order by id`,
  );

interface Found {
  subject?: string;
  agency?: string;
  hitKey: string;
  verdict?: 'hit' | 'cannot_decide';
  outcome?: string | null;
  amount?: string | null;
  missing?: string | null;
  alert?: BuiltAlert;
}

/** A finished run of one indicator that found these rows. */
async function aRun(period: string, indicator: string, rows: Found[]): Promise<void> {
  const id = randomUUID();
  await api.sql(
    `insert into fundwatch.evaluation (id, period, run_no, state, trigger, requested_by, requested_at, as_of, calendar_version, indicators,
       finished_at)
     select $1, $3, 1 + coalesce(max(run_no), 0), 'finished', 'schedule', 'system', '2026-10-16', '2026-10-16', 'built-in-2026',
       array[$2], '2026-10-16T02:00:00Z' from fundwatch.evaluation where period = $3`,
    [id, indicator, period],
  );
  await api.sql(
    `insert into fundwatch.evaluation_indicator (evaluation_id, indicator, version, parameters, state) values ($1, $2, 1, '{}', 'done')`,
    [id, indicator],
  );
  for (const { subject = 'P1', agency = NORTH, hitKey, verdict = 'hit', outcome = 'alert', ...row } of rows)
    await api.sql(
      `insert into fundwatch.hit (evaluation_id, indicator, agency, line, subject, hit_key, verdict, observed, threshold, amount, missing,
         evidence, outcome, alert_id) values ($1, $2, $3, '110', $4, $5, $6, 2, 0, $7, $8, '{}', $9, $10)`,
      [
        id,
        indicator,
        agency,
        subject,
        hitKey,
        verdict,
        row.amount ?? null,
        row.missing ?? null,
        verdict === 'hit' ? outcome : null,
        row.alert?.id ?? null,
      ],
    );
}

beforeAll(async () => {
  api = await startApi();
  await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
  await api.addAccount({ userName: 'zhao', roles: ['bureau_leader'] });
  await api.addAccount({ userName: 'wu', roles: ['information_institution'] });
  await api.addAccount({ userName: 'liu', roles: ['agency_handler'], organisation: NORTH });
  [officer, leader, handler] = (await Promise.all(['zhang', 'zhao', 'liu'].map((name) => api.signedIn(name)))) as [
    ApiClient,
    ApiClient,
    ApiClient,
  ];
  const related = { hitKey: 'PAY1', relatedKey: 'same-man' };
  own = await anAlert().about('P1').dispatchedTo(NORTH).behind(related).save(api.database);
  unsent = await anAlert().of('DY04').about('P1').asBaseline().save(api.database);
  grouped = await anAlert()
    .of('DY05')
    .about(NORTH)
    .dispatchedTo(NORTH)
    .behind({ subject: 'P1', hitKey: 'a' }, { subject: 'P7', hitKey: 'b' })
    .save(api.database);
  tied = await anAlert().about('P11').dispatchedTo(SOUTH).behind(related).save(api.database);
  await anAlert().of('CB01').about('P1').at(SOUTH).save(api.database);
  await aRun('202608', 'DY01', [{ hitKey: 'old', alert: own }]);
  await aRun('202609', 'DY01', [{ hitKey: 'replaced', alert: own }]);
  await aRun('202609', 'DY01', [
    { hitKey: 'PAY1', amount: '100.00', alert: own },
    { hitKey: 'PAY2', amount: '50.50', alert: own },
    { hitKey: 'PAY3', amount: '7.00', outcome: 'whitelist' },
    { hitKey: 'PAY4', verdict: 'cannot_decide', missing: 'death_date' },
    { hitKey: 'PAY5', subject: 'P2' },
    { hitKey: 'PAY6', agency: SOUTH },
  ]);
  const send = (spec: Parameters<typeof sendCheckedPackage>[1]) => sendCheckedPackage(api, spec, { by: 'wu' });
  await send({ ...business(NORTH, [person(1), person(2)], [payment(81, 1)]), period: '202608' });
  await send(business(NORTH, [person(1)], [payment(1, 1, { amount: '1.00' })]));
  const corrected = [payment(1, 1), payment(2, 2), payment(3, 1, { account_hash: 'account-2' })];
  await send(business(NORTH, [person(1), person(2)], corrected, { version: 2 }));
  await send(control(NORTH));
});
afterAll(() => api.close());

describe('what is known of a subject', () => {
  test('are its alerts and those that hold a hit of it; officers see those that were never sent, too', async () => {
    const { alerts, agency } = await subjectOf(officer, ofPerson('P1'));
    expect(agency.name).toBe('和平区社保中心');
    expect(alerts.total).toBe(3);
    expect(alerts.items.map(({ number }) => number).sort()).toEqual(
      [own, unsent, grouped].map((one) => one.number).sort(),
    );
    const seen = (await subjectOf(leader, ofPerson('P1'))).alerts.items.map(({ number }) => number);
    expect(seen.sort()).toEqual([own.number, grouped.number].sort());
  });

  test('is told of its own kind only: an employer with the same number has nothing of it', async () => {
    const body = await subjectOf(officer, { ...ofPerson('P1'), kind: 'employer' as never });
    expect([body.alerts.total, body.hits]).toEqual([0, []]);
  });

  test('are the hits of the latest evaluation of each month, with known ones and those not decided', async () => {
    const { hits } = await subjectOf(officer, ofPerson('P1'));
    const shown = hits.map(({ period, verdict, known, rows, observed, amount, missing, alert }) => [
      period,
      known ? 'known' : verdict,
      rows,
      observed,
      amount,
      missing,
      alert?.number ?? null,
    ]);
    expect(shown).toEqual([
      ['202609', 'hit', 2, null, '150.50', null, own.number],
      ['202609', 'known', 1, '2', '7.00', null, null],
      ['202609', 'cannot_decide', 1, '2', null, 'death_date', null],
      ['202608', 'hit', 1, '2', null, null, own.number],
    ]);
  });

  test('shows an agency the hits of what was sent to it, and nothing of another agency', async () => {
    const body = await subjectOf(handler, ofPerson('P1'));
    expect(body.alerts.items.map(({ number }) => number).sort()).toEqual([own.number, grouped.number].sort());
    expect(body.hits.map(({ indicator, verdict, alert }) => [indicator, verdict, alert?.number])).toEqual([
      ['DY01', 'hit', own.number],
      ['DY05', 'hit', grouped.number],
    ]);
    expect(body.elsewhere).toEqual({ total: 0, items: [] });
    for (const route of [routes.getSubject, routes.listSubjectFacts])
      expect((await handler.call(route, { params: ofPerson('P11', SOUTH) })).status).toBe(404);
  });

  test('leads the office to the same person at another agency', async () => {
    expect((await subjectOf(officer, ofPerson('P1'))).elsewhere.items.map(({ number }) => number)).toEqual([
      tied.number,
    ]);
    expect((await subjectOf(officer, ofPerson('P11', SOUTH))).elsewhere.items.map(({ number }) => number)).toEqual([
      own.number,
    ]);
  });
});

describe('the rows that tell of a subject', () => {
  test('are those of the versions that count, the latest month first; a table sent whole is read once', async () => {
    const tables = await factsOf(officer, ofPerson('P1'));
    expect(tables.get('person')).toMatchObject({ periods: ['202609'], total: 1 });
    const payments = tables.get('benefit_payment')!;
    expect(payments.periods).toEqual(['202609', '202608']);
    expect(payments.rows.map(({ period, values }) => [period, values['payment_no'], values['amount']])).toEqual([
      ['202609', 'PAY1', '1000.00'],
      ['202609', 'PAY3', '1000.00'],
      ['202608', 'PAY81', '1000.00'],
    ]);
    const latest = await factsOf(officer, ofPerson('P1'), { months: 1 });
    expect(latest.get('benefit_payment')?.periods).toEqual(['202609']);
  });

  test('are found through the payments where they do not name the person', async () => {
    const returns = (await factsOf(officer, ofPerson('P1'))).get('bank_return')!;
    expect(returns.rows.map(({ values }) => values['return_no'])).toEqual(['R-PAY1', 'R-PAY3', 'R-PAY81']);
  });

  test('of an account tell of everyone who is paid to it', async () => {
    const tables = await factsOf(officer, { ...ofPerson('account-2'), kind: 'account' });
    expect(tables.get('benefit_payment')?.rows.map(({ values }) => values['person_no'])).toEqual(['P2', 'P1']);
  });

  test('of an unknown number are none, and a quote in it does no harm', async () => {
    for (const subject of ['nobody', `P1' or '1'='1`, 'P1/../P2'])
      expect(
        [...(await factsOf(officer, ofPerson(subject))).values()].map(({ total }) => total).filter(Boolean),
      ).toEqual([]);
  });

  test('are masked, and shown with personal data to whoever gives a reason; the look is kept', async () => {
    const masked = (await factsOf(leader, ofPerson('P1'))).get('person')!.rows[0]!.values;
    expect(masked['name']).toBe('退****');
    expect(JSON.stringify(masked)).not.toContain(idNumber(1));
    const look = (client: ApiClient, reason: string) =>
      client.call(routes.unmaskSubjectFacts, { params: ofPerson('P1'), body: { reason } });
    expect((await look(leader, '看看')).status).toBe(403);
    expect((await look(officer, '')).status).toBe(422);
    expect(await audits()).toEqual([]);
    const { body } = await look(handler, '核对身份');
    expect(body.tables[0]?.rows[0]?.values).toMatchObject({ name: '退休人员1', id_number: idNumber(1) });
    expect(await audits()).toEqual([
      {
        actor: 'liu',
        target_kind: 'subject',
        target: `person/${NORTH}/110/P1`,
        reason: '核对身份',
        details: { months: 12 },
      },
    ]);
  });
});
