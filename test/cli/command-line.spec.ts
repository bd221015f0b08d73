import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestEvaluation } from '@fundwatch/application';
import { composeApplication } from '@fundwatch/application/compose';
import { systemContext } from '@fundwatch/domain/identity';
import { createExchangeSchema, withExchangeClient, writeSubmission } from '@fundwatch/storage/exchange';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage, type PackageSpec } from '../support/package-builder.js';
import { createMigratedDatabase, createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { runCommand, type CommandResult } from './run-command.js';

let folder: string;
let home: string;
let database: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fundwatch-cli-'));
  home = join(folder, 'home');
  database = await createMigratedDatabase();
  owner = new pg.Client(database.adminUrl);
  await owner.connect();
  // 202609 was due on 2026-10-15: what comes now is late.
  await owner.query(`insert into fundwatch.business_clock (id, now) values (1, '2026-10-20T09:00:00+08:00')`);
});
afterAll(async () => {
  await owner?.end();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const fundwatch = (args: readonly string[], env: Record<string, string> = {}): Promise<CommandResult> =>
  runCommand(args, {
    FUNDWATCH_HOME: home,
    DATABASE_URL: database.appUrl,
    DATABASE_ADMIN_URL: database.adminUrl,
    ...env,
  });

const september: PackageSpec = {
  agency: '120101',
  line: '110',
  dataset: 'business',
  period: '202609',
  sentAt: '2026-10-09T10:21:00+08:00',
  tables: {
    person: [
      { person_no: 'P1', id_number: '110105194912310029', name: '欧阳修远', person_status: 'employed' },
      { person_no: 'P2', other_id: 'H12345', name: '李,"娜"', person_status: 'employed' },
      { person_no: 'P3', id_number: '120101195001010019', name: '王伟', person_status: 'retired' },
    ],
    benefit_payment: [payment('1'), payment('2')],
    bank_return: [paid('1'), paid('2')],
  },
};

function payment(no: string) {
  const first = { batch_no: 'B1', person_no: 'P3', item: 'basic_pension', benefit_period: '202609', channel: 'direct' };
  return {
    ...first,
    payment_no: no,
    amount: '1000.00',
    reviewed_by: 'a',
    reviewed_at: '2026-09-01T08:00:00',
    approved_by: 'b',
    approved_at: '2026-09-02T08:00:00',
    paid_at: '2026-09-05T08:00:00',
  };
}

function paid(no: string) {
  return { return_no: `R${no}`, payment_no: no, result: 'success', settled_at: `2026-09-0${no}T10:00:00` };
}

interface Hit {
  indicator: string;
  hitKey: string;
  verdict: string;
  evidence: Record<string, string | null>;
}
const hitsOf = ({ lines }: CommandResult): Hit[] => lines.map((line) => JSON.parse(line) as Hit);
const audited = async (action: string) =>
  (
    await owner.query(
      `select actor, target, reason, details from fundwatch.audit_event where action = $1 order by id`,
      [action],
    )
  ).rows as Record<string, unknown>[];

describe('the command line', () => {
  it('loads the expected submissions whole, or tells every error of the list', async () => {
    const broken = join(folder, 'broken.json');
    const due = { agency: '120101', line: '110', dataset: 'business', validFrom: '202609', validTo: null, mayLack: [] };
    await writeFile(broken, JSON.stringify([due, { ...due, line: '999' }, { ...due, validFrom: '202613' }]));
    const refused = await fundwatch(['expected', broken]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('nothing of it was taken over');
    expect(refused.stderr).toMatch(/1\.line: .+\n.*2\.validFrom: expected YYYYMM/);

    const sound = join(folder, 'expected.json');
    await writeFile(sound, JSON.stringify([due]));
    const entered = await fundwatch(['expected', sound]);
    expect(entered).toMatchObject({ code: 0, stdout: '1 expected submissions entered\n', stderr: '' });
    expect(await audited('expected_submission.replace')).toMatchObject([
      { actor: 'system:zhang', details: { lines: 1 } },
    ]);
  });

  it('says of each package what became of it, and every reason of a refusal in Chinese and English', async () => {
    const sound = await buildPackage(folder, september);
    const broken = await buildPackage(folder, {
      ...september,
      agency: '120102',
      container: 'zip',
      tables: { benefit_payment: [{ ...payment('1'), amount: '1.005' }] },
    });
    const { code, lines } = await fundwatch(['collect', sound, broken, join(folder, 'nowhere')]);
    expect(code).toBe(1);
    expect(lines).toContain(`accepted      ${sound} (120101 110 business 202609 v1): 7 rows`);
    expect(lines).toContain(`refused       ${broken} (120102 110 business 202609 v1): 1 error`);
    expect(lines).toContain(
      '  benefit_payment.csv, row 1, amount, value "1.005": amount 的小数超过 2 位 / amount has more than 2 decimals',
    );
    expect(lines).toContain(`refused       ${join(folder, 'nowhere')}: 1 error`);
    expect(await audited('submission.accept')).toMatchObject([{ actor: 'system:zhang' }]);
  });

  it('calls the same content again already here, and refuses other content under the same version', async () => {
    const same = await buildPackage(join(folder, 'again'), september);
    const again = await fundwatch(['collect', same]);
    expect(again).toMatchObject({ code: 0, stdout: `already here  ${same} (120101 110 business 202609 v1)\n` });

    const other = await buildPackage(join(folder, 'other'), { ...september, tables: {} });
    const refused = await fundwatch(['collect', other]);
    expect(refused.code).toBe(1);
    expect(refused.lines[1]).toMatch(/version, value "1": .*版本 1 已报送过.* \/ Version 1 is already here with other/);
  });

  it("takes the sender's time as arrival for months before the product ran", async () => {
    const old = await buildPackage(folder, {
      ...september,
      period: '202608',
      sentAt: '2026-09-09T10:00:00+08:00',
      tables: {},
    });
    expect((await fundwatch(['collect', '--history', old])).code).toBe(0);
    const { rows } = await owner.query(
      `select period, to_char(arrived_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as arrived from fundwatch.submission
       where agency = '120101' and state = 'accepted' order by period`,
    );
    expect(rows).toEqual([
      { period: '202608', arrived: '2026-09-09' },
      { period: '202609', arrived: '2026-10-20' },
    ]);
  });

  it('pulls from an exchange database what it does not have yet, only the month that is asked for', async () => {
    const exchange = await createTestDatabase();
    try {
      await withExchangeClient(exchange.adminUrl, async (client) => {
        await createExchangeSchema(client);
        for (const period of ['202608', '202609']) {
          const sender = { sentBy: '河西经办', sentAt: '2026-10-09T10:21:00+08:00' };
          const key = { agency: '120103', line: '110', dataset: 'business', period, version: 1 } as const;
          await writeSubmission(client, { ...key, ...sender }, { benefit_payment: [payment('1')] });
        }
      });
      const pull = ['collect', '--exchange', exchange.adminUrl, '--period', '202609'];
      const first = await fundwatch(pull);
      const lines = first.stdout.split('\n');
      expect([first.code, ...lines.slice(0, 2)]).toEqual([
        0,
        'accepted      120103 110 business 202609 v1: 1 rows',
        '1 new: 1 accepted, 0 refused',
      ]);
      // The payment is of a person whom no package has brought.
      expect(lines.slice(2)).toEqual([expect.stringMatching(/^broken +120103 110 202609 R01 .*: 1 − 0 = 1 条$/), '']);
      expect((await fundwatch(pull)).stdout).toBe('0 new: 0 accepted, 0 refused\n');
    } finally {
      await exchange.drop();
    }
    const gone = await fundwatch(['collect', '--exchange', exchange.adminUrl]);
    expect(gone.code).toBe(1);
    expect(gone.stderr).toMatch(/^The exchange database cannot be reached: .*does not exist/);
    expect(gone.stderr).not.toContain(new URL(exchange.adminUrl).password);
  });

  it('does not call a month quiet that was never evaluated', async () => {
    const { code, stdout, stderr } = await fundwatch(['hits', '--period', '202609']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('202609 has not been evaluated yet. Run: fundwatch evaluate --period 202609\n');
  });

  let found: string;

  it('evaluates a month and tells hits, what it cannot say and why, and what became of the alerts', async () => {
    const { code, stdout } = await fundwatch(['evaluate', '--period', '202609', '--as-of', '2026-10-20']);
    expect(code).toBe(0);
    expect(stdout).toContain('202609, run 1, as of 2026-10-20');
    expect(stdout).toMatch(/^DQ06 +done +1 +1 +\d+ +\d+$/m);
    expect(stdout).toMatch(/^DY29 +done +2 +0 +\d+ +\d+$/m);
    expect(stdout).toMatch(/^CW01 +120101 +110 +not_evaluated +缺少已接收的数据.* \/ No accepted data: /m);
    expect(stdout).toMatch(/^DQ06 +120101 +110 +cannot_decide +1 条记录.* \/ 1 records lack a field that decides$/m);
    const [, raised] = /^alerts: (\d+) raised, 0 extended, 0 withdrawn$/m.exec(stdout)!;
    const alerts = await owner.query(`select count(*)::text as count from fundwatch.alert`);
    expect(alerts.rows).toEqual([{ count: raised }]);
  });

  it('lists every hit with its evidence, personal columns masked', async () => {
    const result = await fundwatch(['hits', '--period', '202609', '--format', 'jsonl']);
    expect(result.code).toBe(0);
    found = result.stdout;
    const hits = hitsOf(result);
    for (const hit of hits)
      expect(Object.keys(hit).join(' ')).toBe(
        'indicator agency line subject hitKey relatedKey period firstPeriod verdict observed threshold amount evidence',
      );
    const invalid = hits.find(({ indicator, hitKey }) => indicator === 'DQ06' && hitKey === 'P1');
    expect(invalid).toMatchObject({ subject: '120101', verdict: 'hit', period: '202609', firstPeriod: '202609' });
    expect(invalid!.evidence).toMatchObject({
      name: '欧***',
      id_number: '1101**********0029',
      person_status: 'employed',
    });
    const undecided = hits.filter(
      ({ indicator, verdict }) => indicator.startsWith('DQ') && verdict === 'cannot_decide',
    );
    expect(undecided.map(({ indicator, hitKey }) => [indicator, hitKey])).toEqual([
      ['DQ06', 'P2'],
      // Neither sex nor birth date was sent to compare the id with.
      ['DQ07', 'P3'],
    ]);
    expect(hits.filter(({ indicator }) => indicator === 'DY29')).toMatchObject([
      { subject: 'P3', hitKey: '1', observed: '2', threshold: '2' },
      { subject: 'P3', hitKey: '2', amount: '1000.00' },
    ]);
    expect(hits.some(({ indicator }) => indicator === 'DQ01')).toBe(true);
  });

  it('finishes a run whose process has died, then evaluates anew and finds the same', async () => {
    const app = await composeApplication({
      databaseUrl: database.appUrl,
      home,
      installationSecret: 'only-in-tests-only-in-tests-only',
      queue: { enqueue: async () => undefined },
    });
    const request = { period: '202609', trigger: 'hand', asOf: '2026-10-20', withoutNudge: true } as const;
    await requestEvaluation(app, systemContext('test', 'test'), request).finally(() => app.close());
    const args = ['evaluate', '--period', '202609', '--as-of', '2026-10-20', '--patience', '0'];
    const { code, stdout, stderr } = await fundwatch(args);
    expect(code).toBe(0);
    expect(stderr).toContain('Another run of 202609 is under way: waiting for it.\n');
    expect(stderr).toContain('Run 2 of 202609 stands still: finishing it here.\n');
    expect(stdout).toContain('202609, run 3,');
    expect(stdout).toContain('alerts: 0 raised, 0 extended, 0 withdrawn');
    expect((await fundwatch(['hits', '--period', '202609', '--format', 'jsonl'])).stdout).toBe(found);
  });

  it('keeps the other indicators in the list after only one was evaluated', async () => {
    expect((await fundwatch(['evaluate', '--period', '202609', '--indicator', 'DY29'])).stdout).toContain('run 4');
    const one = await fundwatch(['hits', '--period', '202609', '--indicator', 'DQ06', '--format', 'csv']);
    expect(one.lines[0]).toBe(
      'indicator,agency,line,subject,hitKey,relatedKey,period,firstPeriod,verdict,observed,threshold,amount,evidence',
    );
    expect(one.lines).toHaveLength(3);
    expect(one.lines[1]).toMatch(/^DQ06,120101,110,120101,P1,,202609,202609,hit,,,,"\{.*""name"":""欧\*\*\*"".*\}"$/);
  });

  it('shows personal data for a reason only, and logs the look', async () => {
    const without = await fundwatch(['hits', '--period', '202609', '--unmask']);
    expect(without).toMatchObject({ code: 1, stdout: '' });
    expect(without.stderr).toContain('--unmask needs a reason');
    expect(await audited('hits.unmask')).toEqual([]);

    const args = ['hits', '--period', '202609', '--indicator', 'DQ06', '--format', 'jsonl', '--unmask'];
    const hits = hitsOf(await fundwatch([...args, '--reason', '核对户籍']));
    expect(hits[0]!.evidence).toMatchObject({ name: '欧阳修远', id_number: '110105194912310029' });
    expect(await audited('hits.unmask')).toMatchObject([
      { actor: 'system:zhang', target: '202609', reason: '核对户籍', details: { indicators: ['DQ06'], rows: 2 } },
    ]);
  });

  it('lists the alerts of a month with exactly the columns that other programs read', async () => {
    const { code, lines } = await fundwatch(['alerts', '--period', '202609', '--format', 'jsonl']);
    expect(code).toBe(0);
    const alerts = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    for (const alert of alerts)
      expect(Object.keys(alert).join(' ')).toBe(
        'number indicator agency line subject firstPeriod period severity state hits observed threshold amount dueOn',
      );
    expect(alerts.find(({ indicator }) => indicator === 'DY29')).toMatchObject({
      number: expect.stringMatching(/^津预2026-\d{6}$/) as string,
      agency: '120101',
      line: '110',
      subject: 'P3',
      firstPeriod: '202609',
      period: '202609',
      state: 'raised',
      hits: 2,
      amount: '1000.00',
      dueOn: null,
    });
    const table = await fundwatch(['alerts', '--period', '202609']);
    expect(table.lines[0]).toMatch(/^number {11}indicator  agency/);
    expect(table.lines).toHaveLength(alerts.length + 1);
  });

  it('adds an account with the password from the surroundings and names its organisation', async () => {
    const args = [
      'user',
      'add',
      'zhangmin',
      '--name',
      '张敏',
      '--organisation',
      '120000',
      '--role',
      'supervision_officer',
    ];
    const naming = [...args, '--organisation-name', '市基金监督机构'];
    expect(await fundwatch(args)).toMatchObject({
      code: 1,
      stderr: 'There is no terminal to ask for a password on: give it in FUNDWATCH_PASSWORD.\n',
    });
    expect((await fundwatch(args, { FUNDWATCH_PASSWORD: 'only in tests 1' })).stderr).toContain(
      'no organisation 120000',
    );
    const added = await fundwatch(naming, { FUNDWATCH_PASSWORD: 'only in tests 1' });
    expect(added).toMatchObject({ code: 0, stdout: 'zhangmin added: supervision_officer in 120000\n', stderr: '' });
    const { rows } = await owner.query(
      `select u.display_name, u.roles, o.name, o.kind, o.origin, u.password_hash like '$argon2id$%' as hashed
       from fundwatch.app_user u join fundwatch.organisation o on o.code = u.organisation`,
    );
    expect(rows).toEqual([
      // Only seen, not entered: agencies are still taken in on first sight.
      {
        display_name: '张敏',
        roles: ['supervision_officer'],
        name: '市基金监督机构',
        kind: 'office',
        origin: 'seen',
        hashed: true,
      },
    ]);
    expect(await audited('user.add')).toMatchObject([{ actor: 'system:zhang', details: { userName: 'zhangmin' } }]);
  });
});
