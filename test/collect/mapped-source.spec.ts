import { checkSourceMapping, getSourceMapping, listExchangeSources, saveSourceMapping } from '@fundwatch/application';
import { pullExchangeSource } from '@fundwatch/application/facts';
import { exchangeTable, standardMapping, tablesOf, type Line, type SourceMapping } from '@fundwatch/domain/collect';
import { createExchangeSchema, withExchangeClient, writeSubmission } from '@fundwatch/storage/exchange';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Office } from '../support/an-office.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

const READER = 'mapped_source_reader';
let office: Office;
let exchange: TestDatabase;
/** As the owner of the source. */
let owner: pg.Client;

beforeAll(async () => {
  exchange = await createTestDatabase();
  owner = new pg.Client(exchange.adminUrl);
  await owner.connect();
  await owner.query(`drop role if exists ${READER}`);
  await owner.query(`create role ${READER} login password 'only-in-tests'`);
  const reader = new URL(exchange.adminUrl);
  reader.username = READER;
  reader.password = 'only-in-tests';
  office = await Office.open({
    baseline: true,
    withoutQueue: true,
    exchangeSources: [
      { name: 'region', url: reader.href },
      { name: 'careless', url: exchange.adminUrl },
    ],
  });
  await office.setClock('2026-10-20T09:00:00+08:00');
});
afterAll(async () => {
  await office?.close();
  await owner?.end();
  await exchange?.drop();
  await withExchangeClient(exchange.adminUrl.replace(/\/test_[^/]*$/, '/postgres'), (client) =>
    client.query(`drop role if exists ${READER}`),
  ).catch(() => undefined);
});

/** The source as the standard has it, read by an account that may only read. */
beforeEach(async () => {
  await owner.query('drop schema if exists exchange cascade; drop schema if exists "DSJH" cascade');
  await createExchangeSchema(owner);
  await allow('exchange');
  await office.sql(`delete from fundwatch.source_mapping`);
});

const allow = (schema: string) =>
  owner.query(
    `grant usage on schema ${schema} to ${READER}; grant select on all tables in schema ${schema} to ${READER}`,
  );
let period = 202400;
const nextPeriod = () => String((period += (period + 1) % 100 === 13 ? 89 : 1));
const person = (no: string, more: Record<string, string> = {}) => ({
  person_no: no,
  name: '王小明',
  person_status: 'employed',
  sex: '1',
  ...more,
});

/** Sends one month of 120101; gives what it is. */
async function send(persons = [person('P1'), person('P2')], version = 1, month = nextPeriod()) {
  const key = { agency: '120101', line: '110' as Line, dataset: 'business' as const, period: month, version };
  await writeSubmission(owner, { ...key, sentBy: '经办', sentAt: '2026-10-09T09:00:00+08:00' }, { person: persons });
  return key;
}
const pull = (source = 'region', month?: string) =>
  pullExchangeSource(office.app, office.system, { source, period: month });
const save = async (mapping: SourceMapping, source = 'region') => {
  const { revision } = await getSourceMapping(office.app, office.as('administrator'), { name: source });
  return saveSourceMapping(office.app, office.as('administrator'), {
    name: source,
    mapping,
    revision,
    reason: '按源库登记',
  });
};
const submissions = (month: string) =>
  office.sql<{ version: number; state: string; rows: string; exchange_source: string }>(
    `select version, state, rows, exchange_source from fundwatch.submission where period = $1 order by version, decided_at`,
    [month],
  );
const checks = (month: string) =>
  office.sql<{ check_code: string; table_name: string; row_no: string; column_name: string; value: string }>(
    `select check_code, table_name, row_no, column_name, value from fundwatch.submission_check c
     join fundwatch.submission s on s.id = c.submission_id where s.period = $1 order by c.id`,
    [month],
  );
/** The hash of each table's rows, in whatever order and under whatever names they came. */
const factsOf = (month: string) =>
  office.sql<{ table_name: string; rows: string; content_hash: string }>(
    `select f.table_name, f.rows, f.content_hash from fundwatch.fact_file f join fundwatch.submission s on s.id = f.submission_id
     where s.period = $1 and s.state = 'accepted' order by 1`,
    [month],
  );

describe('an exchange database with names of its own', () => {
  it('named by the sector’s codes is understood without any mapping, and gives the same facts', async () => {
    const { period: plain } = await send();
    await pull('region', plain);
    const { period: coded } = await send();
    for (const { name, code } of exchangeTable('person').fields)
      if (code) await owner.query(`alter table exchange.person rename column ${name} to "${code}"`);
    await owner.query(`alter table exchange.enrolment rename column person_no to aac001`);
    await pull('region', coded);
    expect(await submissions(coded)).toMatchObject([{ state: 'accepted', rows: '2', exchange_source: 'region' }]);
    expect(await factsOf(coded)).toEqual(await factsOf(plain));
    expect((await factsOf(plain)).find((row) => row.table_name === 'person')).toMatchObject({ rows: '2' });
  });

  it('with its own schema, tables, leading columns and codes is read by its mapping', async () => {
    const { period: month } = await send([person('P1'), person('P2', { sex: '2' })]);
    await owner.query(`
      alter schema exchange rename to "DSJH";
      alter table "DSJH".submission rename to "BSQD";
      alter table "DSJH"."BSQD" rename column sent_at to "FSSJ";
      alter table "DSJH".person rename to "AC01";
      alter table "DSJH"."AC01" rename column sex to "XB";
      update "DSJH"."AC01" set "XB" = case "XB" when '1' then '男' else '女' end, person_status = '在职'`);
    for (const { name } of tablesOf('business'))
      await owner.query(
        `alter table "DSJH".${name === 'person' ? '"AC01"' : name} rename column agency to "JGDM";
         update "DSJH".${name === 'person' ? '"AC01"' : name} set "JGDM" = 'HPQ'`,
      );
    await owner.query(
      `alter table "DSJH"."BSQD" rename column agency to "JGDM"; update "DSJH"."BSQD" set "JGDM" = 'HPQ'`,
    );
    await allow('"DSJH"');
    await save({
      schema: 'DSJH',
      lead: { columns: { agency: 'JGDM' }, codes: { agency: { HPQ: '120101' } } },
      tables: {
        submission: { table: 'BSQD', columns: { sent_at: 'FSSJ' } },
        person: {
          table: 'AC01',
          columns: { sex: 'XB' },
          codes: { sex: { 男: '1', 女: '2' }, person_status: { 在职: 'employed' } },
        },
      },
    });
    await pull('region', month);
    expect(await checks(month)).toEqual([]);
    expect(await submissions(month)).toMatchObject([{ state: 'accepted', rows: '2' }]);
  });

  it('whose code nobody mapped is refused with table, row, column and value, and pulled again once it is mapped', async () => {
    const { period: month } = await send([person('P1'), person('P2'), person('P3')]);
    await owner.query(
      `update exchange.person set person_status = case person_no when 'P3' then '退休' else '在职' end`,
    );
    const codes = { person_status: { 在职: 'employed' } };
    await save({ ...standardMapping, tables: { person: { codes } } });
    await pull('region', month);
    const [first] = await checks(month);
    expect(await checks(month)).toHaveLength(1);
    expect(first).toMatchObject({
      check_code: 'code_unmapped',
      table_name: 'person',
      column_name: 'person_status',
      value: '退休',
    });
    expect(Number(first!.row_no)).toBe(3);
    expect((await pull('region', month))!.offered).toBe(0);

    await office.setClock('2026-10-20T10:00:00+08:00');
    await save({
      ...standardMapping,
      tables: { person: { codes: { person_status: { 在职: 'employed', 退休: 'retired' } } } },
    });
    await pull('region', month);
    expect((await submissions(month)).map(({ state }) => state)).toEqual(['refused', 'accepted']);
    expect((await pull('region', month))!.offered).toBe(0);
  });

  it('of a field without a code list refuses what the mapping does not lead from', async () => {
    const month = nextPeriod();
    const key = { agency: '120101', line: '110' as Line, dataset: 'business' as const, period: month, version: 1 };
    const payment = (no: string, item: string) => ({
      payment_no: no,
      batch_no: 'B1',
      person_no: 'P1',
      item,
      benefit_period: month,
      amount: '1.00',
      channel: 'direct',
    });
    await writeSubmission(
      owner,
      { ...key, sentBy: '经办', sentAt: '2026-10-09T09:00:00+08:00' },
      { benefit_payment: [payment('1', '101'), payment('2', '999')] },
    );
    await save({ ...standardMapping, tables: { benefit_payment: { codes: { item: { '101': 'basic_pension' } } } } });
    await pull('region', month);
    expect(await checks(month)).toMatchObject([
      { check_code: 'code_unmapped', row_no: '2', column_name: 'item', value: '999' },
    ]);
  });

  it('whose tables lack a leading column stops the pull and blames nobody who sent something', async () => {
    const { period: month } = await send();
    await owner.query(`alter table exchange.person rename column version to bbh`);
    await expect(pull('region', month)).rejects.toMatchObject({ code: 'EXCHANGE_SOURCE_INVALID' });
    expect(await submissions(month)).toEqual([]);
    const { sources } = await listExchangeSources(office.app, office.as('administrator'));
    expect(sources[0]!.lastError).toContain('person');
    expect(sources[0]!.lastError).toContain('version');
  });
});

describe('the check of a mapping', () => {
  const check = (mapping: SourceMapping, name = 'region') =>
    checkSourceMapping(office.app, office.as('administrator'), { name, mapping });

  it('says of each table what it is read from, what is missing, and which codes would be refused', async () => {
    await send();
    await owner.query(`
      alter table exchange.person rename column name to xm;
      update exchange.person set person_status = '在职';
      drop table exchange.levy;
      revoke select on exchange.refund from ${READER}`);
    const { tables, submission, writePrivileges } = await check(standardMapping);
    const of = (name: string) => tables.find((table) => table.name === name)!;
    expect(submission.problems).toEqual([]);
    expect(of('person').problems.map(({ code, column, value }) => [code, column, value])).toEqual([
      ['column_missing', 'name', null],
      ['code_unmapped', 'person_status', '在职'],
    ]);
    expect(of('person').unused).toEqual(['xm']);
    expect(of('levy').problems).toMatchObject([{ code: 'table_missing', table: 'levy' }]);
    expect(of('refund').problems).toMatchObject([{ code: 'table_unreadable', table: 'refund' }]);
    expect(of('contribution').problems).toEqual([]);
    expect(writePrivileges).toEqual([]);
    const mended = await check({
      ...standardMapping,
      tables: { person: { columns: { name: 'xm' }, codes: { person_status: { 在职: 'employed' } } } },
    });
    expect(mended.tables.find(({ name }) => name === 'person')!.problems).toEqual([]);
  });

  it('names a schema that is not there, and a mapping that the standard does not know', async () => {
    const { submission } = await check({ ...standardMapping, schema: 'nowhere' });
    expect(submission.problems.map(({ code }) => code)).toEqual(['schema_missing', 'table_missing']);
    await expect(check({ ...standardMapping, tables: { persons: {} } })).rejects.toMatchObject({
      code: 'SOURCE_MAPPING_INVALID',
    });
  });

  it('warns when the source’s account may write', async () => {
    expect((await check(standardMapping, 'careless')).writePrivileges).toEqual(['superuser']);
    await owner.query(`grant insert on exchange.person to ${READER}`);
    expect((await check(standardMapping)).writePrivileges).toEqual(['write exchange.person']);
    const { period: month } = await send();
    await pull('region', month);
    const { sources } = await listExchangeSources(office.app, office.as('administrator'));
    expect(sources[0]!.writePrivileges).toEqual(['write exchange.person']);
  });
});

describe('a saved mapping', () => {
  it('is a revision with its reason, in the audit trail, and is not overwritten unseen', async () => {
    const first = await save({ ...standardMapping, schema: 'exchange' });
    expect(first.revision).toBe(1);
    const stale = saveSourceMapping(office.app, office.as('administrator'), {
      name: 'region',
      mapping: standardMapping,
      revision: 0,
      reason: '旧的',
    });
    await expect(stale).rejects.toMatchObject({ code: 'SOURCE_MAPPING_CHANGED' });
    const blank = saveSourceMapping(office.app, office.as('administrator'), {
      name: 'region',
      mapping: standardMapping,
      revision: 1,
      reason: '  ',
    });
    await expect(blank).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    const { revisions } = await getSourceMapping(office.app, office.as('administrator'), { name: 'region' });
    expect(revisions).toMatchObject([{ revision: 1, reason: '按源库登记', madeBy: 'administrator' }]);
    const audit = await office.sql(`select reason from fundwatch.audit_event where action = 'exchange-source.map'`);
    expect(audit.length).toBeGreaterThan(0);
  });
});
