import { routes } from '@fundwatch/domain/api';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filterConditions, QueryValues } from '../../storage/src/postgres/repositories/alert-conditions.js';
import { business, control, idNumber, NORTH, payment, person, SOUTH } from '../support/a-month.js';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { sendCheckedPackage } from '../support/checked-package.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

const logged: string[] = [];
const hash = 'a1'.repeat(32);
let api: TestApi;
let officer: ApiClient;
let leader: ApiClient;
let north: ApiClient;
let south: ApiClient;
let ofNorth: BuiltAlert;
let ofSouth: BuiltAlert;
let grouped: BuiltAlert;
let paid: BuiltAlert;
let baseline: BuiltAlert;
let clerk: BuiltAlert;

const search = async (client: ApiClient, text: string) => (await client.call(routes.search, { body: { text } })).body;
const found = async (client: ApiClient, text: string) =>
  (await search(client, text)).alerts.items.map(({ number }) => number).sort();
const numbers = (...alerts: BuiltAlert[]) => alerts.map(({ number }) => number).sort();

beforeAll(async () => {
  api = await startApi({ onLog: (line) => logged.push(line) });
  await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
  await api.addAccount({ userName: 'zhao', roles: ['bureau_leader'] });
  await api.addAccount({ userName: 'liu', roles: ['agency_handler'], organisation: NORTH });
  await api.addAccount({ userName: 'ma', roles: ['agency_handler'], organisation: SOUTH });
  [officer, leader, north, south] = (await Promise.all(
    ['zhang', 'zhao', 'liu', 'ma'].map((name) => api.signedIn(name)),
  )) as [ApiClient, ApiClient, ApiClient, ApiClient];
  ofNorth = await anAlert().about('P1').dispatchedTo(NORTH).save(api.database);
  // The same number is another person elsewhere.
  ofSouth = await anAlert().about('P1').dispatchedTo(SOUTH).save(api.database);
  grouped = await anAlert()
    .of('DY05')
    .about(NORTH)
    .dispatchedTo(NORTH)
    .behind({ subject: 'P1', hitKey: 'a' }, { subject: 'P7', hitKey: 'b' })
    .save(api.database);
  paid = await anAlert()
    .about('P9')
    .dispatchedTo(NORTH)
    .behind({ hitKey: 'p', evidence: { account_hash: hash } })
    .save(api.database);
  baseline = await anAlert().of('DY04').about('P1').asBaseline().save(api.database);
  clerk = await anAlert().of('NK01').about('S1').dispatchedTo(NORTH).save(api.database);
  await api.sql(`update fundwatch.alert set line = '000' where id = $1`, [clerk.id]);
  const send = (spec: Parameters<typeof sendCheckedPackage>[1]) => sendCheckedPackage(api, spec, { by: 'zhang' });
  const employer = { employer_no: 'E1', name: '天津 第一机械厂', credit_code: '91120101MA05ABCD1K', status: 'active' };
  await send({ ...business(NORTH, [person(8)], [payment(81, 8)]), period: '202608' });
  const rows = business(NORTH, [person(1), person(2)], [payment(1, 1)]);
  await send({ ...rows, tables: { ...rows.tables, employer: [{ ...employer, unit_type: '10' }] } });
  await send(business(SOUTH, [person(1, { id_number: idNumber(501), name: '张 三' })], [payment(1, 1)]));
  const staff = { staff_no: 'S1', person_hash: 'p1', name: '李红', employment: 'permanent', org_level: 'city' };
  const account = { account_no: 'oper01', staff_no: 'S1', status: 'active', status_at: '2026-01-01T00:00:00' };
  const system_account = [{ ...account, auth_method: 'password' }];
  await send({ ...control(NORTH), tables: { staff: [staff], system_account } });
});
afterAll(() => api.close());

describe('an alert is found', () => {
  test('by its number, whole or as people say it', async () => {
    const digits = String(Number(ofNorth.number.slice(-6)));
    for (const text of [ofNorth.number, ofNorth.number.slice(2), `2026-${digits}`, digits])
      expect(await found(officer, text), text).toEqual([ofNorth.number]);
  });

  test('by the number of its subject, also where it stands for many', async () => {
    expect(await found(officer, 'P1')).toEqual(numbers(ofNorth, ofSouth, grouped, baseline));
    expect(await found(officer, 'P7')).toEqual([grouped.number]);
    expect(await found(officer, 'P')).toEqual([]);
  });

  test('by the keyed hash of an account in its evidence; an account as printed cannot be, and that is said', async () => {
    expect(await found(officer, hash.toUpperCase())).toEqual([paid.number]);
    expect(await search(officer, '6222 0212 3456 7890 123')).toMatchObject({
      plainAccount: true,
      alerts: { total: 0 },
    });
  });

  test('by the citizen id of a person, who is told by the latest data of her agency, masked', async () => {
    const { alerts, subjects, readAs } = await search(officer, idNumber(1).toLowerCase());
    expect(readAs).toContain('id_number');
    expect(alerts.items.map(({ number }) => number).sort()).toEqual(numbers(ofNorth, grouped, baseline));
    expect(subjects).toEqual([
      {
        kind: 'person',
        agency: { code: NORTH, name: '和平区社保中心' },
        line: '110',
        subject: 'P1',
        name: '退****',
        idNumber: `${idNumber(1).slice(0, 4)}**********${idNumber(1).slice(-4)}`,
      },
    ]);
    // Of an older month only: gone from the latest.
    expect((await search(officer, idNumber(8))).subjects).toEqual([]);
  });

  test('by the name of a person or a clerk, blanks aside, and by that of an employer or its credit code', async () => {
    expect(await found(officer, '张三')).toEqual([ofSouth.number]);
    expect((await search(officer, '张　三')).subjects).toMatchObject([{ subject: 'P1', name: '张**' }]);
    expect(await found(officer, '李红')).toEqual([clerk.number]);
    expect(await found(officer, 'oper01')).toEqual([clerk.number]);
    for (const text of ['天津第一机械厂', '91120101MA05ABCD1K'])
      expect((await search(officer, text)).subjects).toMatchObject([
        { kind: 'employer', subject: 'E1', name: '天津 第一机械厂', idNumber: null },
      ]);
  });
});

describe('who looks', () => {
  test('sees his own alerts only: an agency what was sent to it, nobody but officers the baseline', async () => {
    expect(await found(leader, 'P1')).toEqual(numbers(ofNorth, ofSouth, grouped));
    expect(await found(north, 'P1')).toEqual(numbers(ofNorth, grouped));
    expect(await found(south, 'P1')).toEqual([ofSouth.number]);
    expect(await found(south, ofNorth.number)).toEqual([]);
  });

  test('learns nothing of a person of another agency', async () => {
    expect(await search(south, idNumber(1))).toMatchObject({ alerts: { total: 0 }, subjects: [] });
    expect((await search(south, '退休人员1')).subjects).toEqual([]);
    expect((await search(north, idNumber(1))).subjects).toHaveLength(1);
  });

  test('is logged when he looks for somebody, without what he typed; for an alert number he is not', async () => {
    const looks = () =>
      api.sql<{ actor: string; target: string; details: { readAs: string[] } }>(
        `select actor, target, details from fundwatch.audit_event where action = 'subject.search' order by id desc`,
      );
    const before = (await looks()).length;
    await search(leader, ofNorth.number);
    await search(leader, 'P1');
    expect(await looks()).toHaveLength(before);
    await search(leader, idNumber(2));
    await search(officer, idNumber(2));
    const [officers, leaders] = await looks();
    expect(leaders).toMatchObject({ actor: 'zhao', details: { readAs: expect.arrayContaining(['id_number']) } });
    // Equal searches can be told, and nothing else.
    expect(officers!.target).toBe(leaders!.target);
    expect(officers!.target).toMatch(/^[0-9a-f]{64}$/);
    const everything = JSON.stringify(await api.sql(`select * from fundwatch.audit_event`)) + logged.join('');
    for (const secret of [idNumber(1), idNumber(2), '张三', '李红', '6222021234567890123', '退休人员1'])
      expect(everything).not.toContain(secret);
    expect(logged.join('')).toContain('/searches');
  });
});

describe('what is looked for', () => {
  test('is answered by an index in every part, also under row-level security', async () => {
    const values = new QueryValues();
    const search = {
      numbers: ['津预2026-1'],
      subject: 'P1',
      account: hash,
      subjects: [{ agency: NORTH, line: '110', subject: 'P1' }],
    };
    const [fits] = filterConditions({ search }, { today: '2026-10-20', soonThrough: null }, values);
    const client = new pg.Client({ connectionString: api.database.appUrl });
    await client.connect();
    await client.query('begin');
    await client.query(`select set_config('fundwatch.scope', $1, true)`, [`agency:${NORTH}`]);
    await client.query('set local search_path = fundwatch');
    await client.query('set local enable_seqscan = off');
    const { rows } = await client.query(`explain select a.id from fundwatch.alert a where ${fits}`, values.list);
    await client.query('rollback');
    await client.end();
    const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n');
    // The policy of hits looks at their alerts by itself; how is not the search's to say.
    expect(plan).not.toMatch(/Seq Scan on (alert m|alert_hit)/);
    for (const index of ['alert_number_key', 'alert_subject', 'alert_hit_subject', 'alert_hit_account'])
      expect(plan, index).toContain(index);
  });
});
