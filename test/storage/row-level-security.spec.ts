import { randomUUID } from 'node:crypto';
import { systemContext, type RequestContext } from '@fundwatch/domain/identity';
import { openDatabase, type Database } from '@fundwatch/storage';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMigratedDatabase, type TestDatabase } from '../support/postgres.js';

let database: TestDatabase;
let app: pg.Client;
let product: Database;

beforeAll(async () => {
  database = await createMigratedDatabase();
  app = new pg.Client({ connectionString: database.appUrl });
  await app.connect();
  product = await openDatabase(database.appUrl);
});
afterAll(async () => {
  await app.end();
  await product.close();
  await database.drop();
});

async function inScope<T extends pg.QueryResultRow>(scope: string, sql: string, values: unknown[] = []): Promise<T[]> {
  await app.query('begin');
  try {
    await app.query(`select set_config('fundwatch.scope', $1, true)`, [scope]);
    return (await app.query<T>(sql, values)).rows;
  } finally {
    await app.query('commit');
  }
}

describe('raw SQL on the application connection', () => {
  test('meets forced policies on every table, each of which asks for the scope', async () => {
    const admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    const tables = await admin.query<{ name: string; forced: boolean; policies: string[] }>(
      `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
         array(select coalesce(qual, '') || coalesce(with_check, '') from pg_policies p where p.schemaname = 'fundwatch' and p.tablename = c.relname)::text[] as policies
       from pg_class c where c.relnamespace = 'fundwatch'::regnamespace and c.relkind = 'r' and c.relname <> 'migration'`,
    );
    await admin.end();
    expect(tables.rows.length).toBeGreaterThan(25);
    for (const table of tables.rows) {
      expect(table.forced, table.name).toBe(true);
      expect(table.policies.length, table.name).toBeGreaterThan(0);
      for (const policy of table.policies) expect(policy, table.name).toContain('current_scope()');
    }
  });

  test('raises instead of hiding rows when no context is set, also on a connection whose last transaction had one', async () => {
    await inScope(
      'all',
      `insert into fundwatch.organisation values ('120000', '监督机构', 'office', 'entered', now())`,
    );
    await inScope(
      'all',
      `insert into fundwatch.evaluation (id, period, run_no, state, trigger, requested_by, requested_at, as_of, calendar_version, indicators)
      values ($1, '202606', 1, 'finished', 'hand', 'x', now(), '2026-07-16', 'v', '{}')`,
      [randomUUID()],
    );
    for (const table of ['organisation', 'evaluation']) {
      await expect(app.query(`select count(*) from fundwatch.${table}`)).rejects.toThrow('NO_REQUEST_CONTEXT');
    }
    await expect(app.query(`insert into fundwatch.setting values ('x', '1')`)).rejects.toThrow('NO_REQUEST_CONTEXT');
  });

  test("sees, in an agency's scope, only that agency's dispatched alerts and its submissions", async () => {
    const insertAlert = `insert into fundwatch.alert (id, number, indicator, indicator_version, agency, line, subject, first_period, severity, state,
      revision, continues, hits, raised_at, updated_at, dispatched_at) values ($1, $2, 'DY01', 1, $3, '110', $2, '202606', 'high', $4, 1, true, 1, now(), now(), $5)`;
    await inScope('all', insertAlert, [randomUUID(), 'A-1', '120101', 'dispatched', '2026-07-20']);
    await inScope('all', insertAlert, [randomUUID(), 'A-2', '120101', 'raised', null]);
    await inScope('all', insertAlert, [randomUUID(), 'B-1', '120102', 'dispatched', '2026-07-20']);
    const insertSubmission = `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, content_hash)
      values ($1, $2, '110', 'business', '202606', 1, 'accepted', 'package', 'x', now(), now(), 'h')`;
    await inScope('all', insertSubmission, [randomUUID(), '120101']);
    await inScope('all', insertSubmission, [randomUUID(), '120102']);

    expect(await inScope('agency:120101', 'select number from fundwatch.alert')).toEqual([{ number: 'A-1' }]);
    expect(await inScope('agency:120101', 'select agency from fundwatch.submission')).toEqual([{ agency: '120101' }]);
    expect(await inScope('submissions', 'select number from fundwatch.alert')).toEqual([]);
    expect(await inScope('submissions', 'select agency from fundwatch.submission order by 1')).toHaveLength(2);
    expect(await inScope('none', 'select agency from fundwatch.submission')).toEqual([]);
    expect(await inScope('all', 'select number from fundwatch.alert order by 1')).toHaveLength(3);
  });

  test('shows an agency its own stand-ins only, and lets it enter none for others', async () => {
    const people: string[] = [];
    for (const organisation of ['120111', '120112']) {
      await inScope(
        'all',
        `insert into fundwatch.organisation values ($1, $1, 'agency', 'entered', now()) on conflict do nothing`,
        [organisation],
      );
      for (const name of [`a-${organisation}`, `b-${organisation}`]) {
        people.push(randomUUID());
        await inScope(
          'all',
          `insert into fundwatch.app_user (id, user_name, display_name, organisation, roles, password_hash, created_at, staff_no)
           values ($1, $2, $2, $3, '{agency_handler}', 'x', now(), $2)`,
          [people.at(-1), name, organisation],
        );
      }
    }
    const enter = `insert into fundwatch.stand_in (id, organisation, absent, stand_in, from_on, until_on, reason, entered_by_name, entered_at)
      values (gen_random_uuid(), $1, $2, $3, $4, '2026-10-22', 'x', 'x', now())`;
    await inScope('agency:120111', enter, ['120111', people[0], people[1], '2026-10-20']);
    await inScope('all', enter, ['120112', people[2], people[3], '2026-10-20']);
    const seen = `select organisation from fundwatch.stand_in order by 1`;
    expect(await inScope('agency:120111', seen)).toEqual([{ organisation: '120111' }]);
    expect(await inScope('all', seen)).toHaveLength(2);
    for (const scope of ['submissions', 'none', 'department:120111']) expect(await inScope(scope, seen)).toEqual([]);
    await expect(inScope('agency:120111', enter, ['120112', people[2], people[3], '2026-10-20'])).rejects.toThrow(
      /row-level security/,
    );
    await expect(inScope('all', enter, ['120112', people[2], people[2], '2026-10-20'])).rejects.toThrow(
      /check constraint/,
    );
    await expect(inScope('all', enter, ['120112', people[2], people[3], '2026-10-23'])).rejects.toThrow(
      /check constraint/,
    );
    await expect(inScope('all', `delete from fundwatch.stand_in`)).rejects.toThrow(/permission denied/);
    const same = `update fundwatch.app_user set staff_no = 'a-120111' where id = $1`;
    await expect(inScope('all', same, [people[1]])).rejects.toThrow(/app_user_staff/);
    await inScope('all', same, [people[2]]);
  });

  test('shows an agency the versions of indicators that were approved, and of what is proposed nothing', async () => {
    const [officer, head] = [randomUUID(), randomUUID()];
    for (const [id, name] of [
      [officer, 'zhang'],
      [head, 'wang'],
    ])
      await inScope(
        'all',
        `insert into fundwatch.app_user (id, user_name, display_name, organisation, roles, password_hash, created_at)
         values ($1, $2, $2, '120000', '{supervision_head}', 'x', now())`,
        [id, name],
      );
    await inScope(
      'agency:120101',
      `insert into fundwatch.indicator_definition values ('h', 'DY01', 2, '{}', 'person_no', '{}', now())`,
    );
    const insert = (version: number, state: string, by: string | null) =>
      `insert into fundwatch.indicator_version (id, code, version, origin, state, status, changes, definition_hash, reason, proposed_by,
         proposed_by_name, proposed_at, decided_by)
       values (gen_random_uuid(), 'DY01', ${version}, 'catalogue_change', '${state}', 'active', '{}', 'h', 'x', '${officer}', 'x', now(),
         ${by ? `'${by}'` : 'null'})`;
    await inScope('all', insert(2, 'approved', head));
    await inScope('all', insert(3, 'proposed', null));
    await expect(inScope('all', insert(4, 'approved', officer))).rejects.toThrow(/violates check constraint/);
    await expect(inScope('agency:120101', insert(5, 'approved', head))).rejects.toThrow(/row-level security/);
    const versions = `select version from fundwatch.indicator_version order by version`;
    expect(await inScope('agency:120101', versions)).toEqual([{ version: 2 }]);
    expect(await inScope('submissions', versions)).toEqual([{ version: 2 }]);
    expect(await inScope('all', versions)).toHaveLength(2);
    await expect(inScope('all', `update fundwatch.indicator_definition set definition = '1'`)).rejects.toThrow(
      /permission denied/,
    );
  });

  test('sees, in a department’s scope, only the dispatched alerts on which it is consulted, and its own consultations', async () => {
    const [account, asked, other, gone] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await inScope(
      'all',
      `insert into fundwatch.organisation values ('120900', '养老保险处', 'other', 'entered', now()), ('120901', '工伤保险处', 'other', 'entered', now())`,
    );
    await inScope(
      'all',
      `insert into fundwatch.app_user (id, user_name, display_name, organisation, roles, password_hash, created_at)
       values ($1, 'pension', 'x', '120900', '{line_department}', 'x', now())`,
      [account],
    );
    const insertAlert = `insert into fundwatch.alert (id, number, indicator, indicator_version, agency, line, subject, first_period, severity, state,
      revision, continues, hits, raised_at, updated_at, dispatched_at) values ($1, $2, 'DY01', 1, '120101', '110', $2, '202606', 'high', $3, 1, true, 1,
      now(), now(), $4)`;
    await inScope('all', insertAlert, [asked, 'C-1', 'received', '2026-07-20']);
    await inScope('all', insertAlert, [other, 'C-2', 'received', '2026-07-20']);
    // Opened again and not sent yet: the office's own, whoever was asked about it before.
    await inScope('all', insertAlert, [gone, 'C-3', 'screened', null]);
    await inScope('all', `update fundwatch.alert set consulted = '{120900}' where number in ('C-1', 'C-3')`);
    const branch = (alert: string, sequence: number, kind: string, department: string | null, seen: boolean) =>
      inScope(
        'all',
        `insert into fundwatch.alert_branch (id, alert_id, agency, sequence, kind, state, opened_by_name, opened_at, department, details, agency_may_see)
         values (gen_random_uuid(), $1, '120101', $2, $3, 'proposed', 'x', now(), $4, '{}', $5)`,
        [alert, sequence, kind, department, seen],
      );
    await branch(asked, 1, 'consultation', '120900', true);
    await branch(asked, 2, 'field_check', null, false);
    await branch(other, 1, 'consultation', '120901', true);
    await branch(gone, 1, 'supervise_order', null, true);
    const attach = (alert: string, forBranch: boolean, branchKind: string | null) =>
      inScope(
        'all',
        `insert into fundwatch.attachment (id, alert_id, agency, object, file_name, media_type, bytes, uploaded_by, uploaded_by_name, uploaded_at,
           for_branch, branch_id)
         values (gen_random_uuid(), $1, '120101', 'o', $3, 'text/plain', 1, $2, 'x', now(), $4,
           (select id from fundwatch.alert_branch where alert_id = $1 and kind = $3))`,
        [alert, account, branchKind, forBranch],
      );
    await attach(asked, true, 'consultation');
    await attach(asked, true, 'field_check');
    await inScope(
      'all',
      `insert into fundwatch.alert_event (alert_id, agency, sequence, type, actor, at, recorded_at, details, agency_may_see)
       values ($1, '120101', 1, 'receive', 'x', now(), now(), '{}', true), ($1, '120101', 2, 'field_check.open', 'x', now(), now(), '{}', false)`,
      [asked],
    );
    await inScope(
      'all',
      `insert into fundwatch.recovery_entry (id, alert_id, agency, kind, amount, booked_on, voucher, note, entered_by, entered_by_name, entered_at)
       values (gen_random_uuid(), $1, '120101', 'confirmed', 1, now(), 'v', '', $2, 'x', now())`,
      [asked, account],
    );

    const seen = async (scope: string) => ({
      alerts: (
        await inScope<{ number: string }>(
          scope,
          `select number from fundwatch.alert where number like 'C-%' order by 1`,
        )
      ).map(({ number }) => number),
      branches: (
        await inScope<{ kind: string }>(
          scope,
          `select kind from fundwatch.alert_branch order by alert_id = '${asked}' desc, sequence`,
        )
      ).map(({ kind }) => kind),
      files: (await inScope<{ file_name: string }>(scope, `select file_name from fundwatch.attachment order by 1`)).map(
        (row) => row.file_name,
      ),
      events: (await inScope(scope, `select type from fundwatch.alert_event`)).length,
      money: (await inScope(scope, `select id from fundwatch.recovery_entry`)).length,
    });
    const nothing = { alerts: [], branches: [], files: [], events: 0, money: 0 };
    expect(await seen('department:120900')).toEqual({
      alerts: ['C-1'],
      branches: ['consultation'],
      files: ['consultation'],
      events: 1,
      money: 0,
    });
    expect(await seen('department:120902')).toEqual(nothing);
    expect(await seen('department:120101')).toEqual(nothing);
    expect(await seen('submissions')).toEqual(nothing);
    expect(await seen('none')).toEqual(nothing);
    expect(await seen('agency:120102')).toEqual(nothing);
    expect(await seen('agency:120900')).toEqual(nothing);
    expect(await seen('agency:120101')).toEqual({
      alerts: ['C-1', 'C-2'],
      branches: ['consultation', 'consultation'],
      files: ['consultation'],
      events: 1,
      money: 1,
    });
    expect(await seen('all')).toMatchObject({ alerts: ['C-1', 'C-2', 'C-3'], money: 1 });
    expect((await seen('all')).branches).toHaveLength(4);
    for (const table of [
      'submission',
      'evaluation',
      'hit',
      'reminder',
      'branch_reminder',
      'order_number',
      'package_upload',
    ])
      expect(await inScope('department:120900', `select from fundwatch.${table}`), table).toEqual([]);
    await expect(
      inScope(
        'department:120900',
        `update fundwatch.alert set consulted = consulted || '{x}' where number = 'C-2' returning id`,
      ),
    ).resolves.toEqual([]);
    await expect(
      inScope(
        'department:120900',
        `insert into fundwatch.recovery_entry (id, alert_id, agency, kind, amount, booked_on, voucher, note, entered_by, entered_by_name, entered_at)
         values (gen_random_uuid(), $1, '120101', 'confirmed', 1, now(), 'v', '', $2, 'x', now())`,
        [asked, account],
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(inScope('all', `delete from fundwatch.recovery_entry`)).rejects.toThrow(/permission denied/);
    await expect(inScope('all', `delete from fundwatch.alert_branch`)).rejects.toThrow(/permission denied/);
  });

  test("refuses to write another agency's rows", async () => {
    await expect(
      inScope(
        'agency:120101',
        `insert into fundwatch.package_upload (id, object, file_name, bytes, agency, uploaded_by, uploaded_by_name, uploaded_at, state)
        values ($1, 'x', 'x.zip', 1, '120102', $1, 'x', now(), 'waiting')`,
        [randomUUID()],
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test('may add to the audit trail and never change it', async () => {
    const context: RequestContext = { ...systemContext('test', 'r-1'), scope: 'none' };
    await product.withContext(context, ({ audit }) =>
      audit.append({ action: 'test.write', target: { kind: 'test', id: '1' }, businessAt: '2026-10-20T00:00:00Z' }),
    );
    expect(await inScope('all', `select action, request_id from fundwatch.audit_event`)).toEqual([
      { action: 'test.write', request_id: 'r-1' },
    ]);
    await expect(inScope('all', `update fundwatch.audit_event set action = 'x'`)).rejects.toThrow(/permission denied/);
    await expect(inScope('all', `delete from fundwatch.audit_event`)).rejects.toThrow(/permission denied/);
  });
});
