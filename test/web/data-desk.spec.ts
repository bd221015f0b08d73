import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';

describeWith('browser', 'arrival, evaluation and overview', () => {
  let desk: Desk;
  let officer: Person;
  let handler: Person;
  let leader: Person;
  let administrator: Person;
  let refusedId: string;

  const open = (person: Person, path: string) => person.page.goto(desk.api.url + path);

  /** One submission, as the collect stage would have left it. */
  async function aSubmission(agency: string, dataset: string, state: string, arrivedAt: string): Promise<string> {
    const id = randomUUID();
    await desk.api.sql(
      `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, content_hash, errors)
       values ($1, $2, '110', $3, '202609', 1, $4, 'exchange', '经办系统', $5, $5, 'h', $6)`,
      [id, agency, dataset, state, arrivedAt, state === 'refused' ? 1 : 0],
    );
    return id;
  }

  beforeAll(async () => {
    desk = await openDesk({ exchangeSources: [{ name: 'region', url: 'postgres://nobody@127.0.0.1:1/none' }] });
    for (const agency of ['120101', '120102'])
      for (const dataset of ['business', 'finance'])
        await desk.api.sql(`insert into fundwatch.expected_submission values ($1, '110', $2, '202601', null, '{}')`, [
          agency,
          dataset,
        ]);
    await aSubmission('120101', 'business', 'accepted', '2026-10-14T01:00:00.000Z');
    refusedId = await aSubmission('120101', 'finance', 'refused', '2026-10-14T01:00:00.000Z');
    await aSubmission('120102', 'business', 'accepted', '2026-10-16T01:00:00.000Z');
    await desk.api.sql(
      `insert into fundwatch.submission_check (submission_id, agency, check_code, file, table_name, row_no, column_name, value, reason_zh, reason_en)
       values ($1, '120101', 'value_type', 'voucher.csv', 'voucher', 17, 'voucher_date', '2026-13-01', '不是日期', 'not a date')`,
      [refusedId],
    );
    await anAlert().worth('100.00').dueOn('2026-10-12').save(desk.api.database);
    await anAlert().at('120102').worth('7.00').save(desk.api.database);
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    handler = await desk.signIn('刘芳', { roles: ['agency_handler'], organisation: '120101' });
    leader = await desk.signIn('赵志远', { roles: ['bureau_leader'] });
    administrator = await desk.signIn('赵工', { roles: ['administrator'] });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('the board says at its top who has not delivered and until when it was due', async () => {
    await open(officer, '/board?period=202609');
    const { page } = officer;
    await page.getByText('2026-10-15（周四）').waitFor();
    const missing = page.locator('.missing');
    expect(await missing.innerText()).toContain('和平区社保中心 企业养老 财务');
    expect(await missing.innerText()).toContain('河东区社保中心 企业养老 财务');
    expect(await page.locator('tbody tr').first().locator('td').last().innerText()).toBe('1 / 2');
    await page.getByRole('button', { name: '待收 1' }).click();
    await expect.poll(() => page.locator('tbody tr').allInnerTexts()).toHaveLength(1);
    expect(page.url()).toContain('show=waiting');
  });

  it('the board does not call a month complete for which nothing is due', async () => {
    await open(officer, '/board?period=202401');
    await officer.page.getByText('2024-01 还没有应报数据').waitFor();
    expect(await officer.page.locator('main').innerText()).not.toContain('全部收齐');
  });

  it('arrow keys go to the refused cell and Enter opens its errors with file, row, column, value and reason', async () => {
    await open(officer, '/board?period=202609');
    const { page } = officer;
    await page.locator('td[tabindex="0"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${desk.api.url}/submissions/${refusedId}#errors`);
    const cells = page.locator('#errors tbody tr').first().locator('td');
    await cells.first().waitFor();
    expect(await cells.allInnerTexts()).toEqual([
      'voucher.csv',
      '17',
      expect.stringContaining('voucher_date'),
      '2026-13-01',
      '不是日期',
    ]);
  });

  it('an agency sees its own deliveries and follows the check of a package that it uploads', async () => {
    await open(handler, '/submissions');
    const { page } = handler;
    await page.locator('tbody tr').first().waitFor();
    expect(await page.locator('tbody tr').count()).toBe(2);
    await page.setInputFiles('input[type=file]', [
      { name: '202609.zip', mimeType: 'application/zip', buffer: Buffer.from('PK not really') },
      { name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('x') },
    ]);
    await page.getByText('“说明.txt”不是 .zip 文件，没有上传。').waitFor();
    await page.getByText('已上传，等候校验').waitFor();
    const problem = { checkCode: 'package_unreadable', file: null, table: null, row: null, column: null, value: null };
    await desk.api.sql(
      `update fundwatch.package_upload set state = 'refused', problems = $1::jsonb where file_name = '202609.zip'`,
      [JSON.stringify([{ ...problem, reason: { zh: '数据包无法读取：不是 zip', en: 'unreadable' } }])],
    );
    await page.getByText('已拒收，整份未入库').waitFor();
    await page.getByRole('link', { name: '查看原因' }).click();
    await page.getByText('数据包无法读取：不是 zip').waitFor();
  });

  it('a run started by hand shows its progress, and in the end what could not be evaluated and why', async () => {
    await open(officer, '/evaluation?period=202609');
    const { page } = officer;
    await page.getByText('没有评估过不等于正常').waitFor();
    await page.getByRole('button', { name: '评估 2026-09' }).click();
    await page.waitForURL(/\/evaluation\/[0-9a-f-]{36}$/);
    const id = page.url().split('/').at(-1)!;
    await page.getByText('排队中').waitFor();
    await desk.api.sql(`update fundwatch.evaluation set state = 'running', started_at = now() where id = $1`, [id]);
    await desk.api.sql(
      `update fundwatch.evaluation_indicator set state = 'done', hits = 3, duration_ms = 1500 where evaluation_id = $1 and indicator = 'DY01'`,
      [id],
    );
    await page.getByText(/^1 \/ \d+$/).waitFor();
    const closed = page.getByText('DY 待遇支付');
    expect(await page.getByRole('cell', { name: '1.5 秒' }).isVisible()).toBe(false);
    await closed.click();
    await page.getByRole('cell', { name: '1.5 秒' }).waitFor();
    await desk.api.sql(
      `update fundwatch.evaluation_indicator set state = 'done', duration_ms = 10 where evaluation_id = $1`,
      [id],
    );
    await desk.api.sql(`update fundwatch.evaluation set state = 'finished', finished_at = now() where id = $1`, [id]);
    await page.getByText('已完成').waitFor();
    const silent = page.locator('#not-evaluated');
    await silent.getByRole('button', { name: /^按单位/ }).click();
    await silent.locator('summary').filter({ hasText: '河东区' }).click();
    const row = silent.locator('tbody tr').filter({ hasText: 'CW01' });
    await row.getByText('未评估').waitFor();
    expect(await row.innerText()).toContain('缺少已接收的数据');
  });

  it("each of the leader's figures leads to a list of as many rows", async () => {
    await open(leader, '/overview?period=202609');
    const { page } = leader;
    const card = page.getByRole('region', { name: '未结预警', exact: true });
    await card.waitFor();
    const count = /(\d+) 条/.exec(await card.innerText())![1]!;
    expect(count).toBe('2');
    await card.getByRole('link').click();
    await page.getByText(`已显示 ${count} 条，共 ${count} 条`).waitFor();
    await open(leader, '/overview?period=202609');
    await page.getByRole('region', { name: '涉及金额' }).getByText('107.00 元').waitFor();
    await page.getByText('数据截至 2026-10-20 09:00').waitFor();
  });

  it('each chart has a table of the same figures whose numbers lead on', async () => {
    await open(leader, '/overview?period=202609');
    const { page } = leader;
    const chart = page.getByRole('region', { name: '各单位未结预警' }).first();
    await chart.locator('canvas').waitFor();
    await chart.getByRole('button', { name: '看表' }).click();
    const row = chart.locator('tbody tr').filter({ hasText: '和平区社保中心' });
    expect(await row.locator('td').allInnerTexts()).toEqual(['和平区社保中心', '1', '1', '0', '100.00 元', '—']);
    await row.locator('td').nth(2).getByRole('link').click();
    await page.getByText('已显示 1 条，共 1 条').waitFor();
    expect(page.url()).toContain('bucket=overdue');
  });

  it('an indicator whose legal bases have all lapsed says so', async () => {
    await open(officer, '/indicators/DQ01');
    await officer.page.getByText('均已失效').waitFor();
    expect(await officer.page.getByText('✕ 已失效').count()).toBeGreaterThan(0);
  });

  it('an account with incompatible posts is refused with both named, and nothing typed is lost', async () => {
    await open(administrator, '/users');
    const { page } = administrator;
    await page.getByRole('button', { name: '新增账号' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('用户名').fill('lina');
    await dialog.getByLabel('姓名').fill('李娜');
    await dialog.getByLabel('初始密码').fill('a long password 2026');
    await dialog.locator('.el-select').click();
    await page.getByRole('option', { name: '市基金监督机构' }).click();
    await dialog.getByText('监测人员', { exact: true }).click();
    await dialog.getByText('信息管理机构', { exact: true }).click();
    await dialog.getByRole('button', { name: '为 李娜 建立账号' }).click();
    const refusal = dialog.getByRole('alert');
    await refusal.waitFor();
    expect(await refusal.innerText()).toContain('监测人员');
    expect(await refusal.innerText()).toContain('信息管理机构');
    await dialog.getByText('信息管理机构', { exact: true }).click();
    await dialog.getByRole('button', { name: '为 李娜 建立账号' }).click();
    await page.locator('tbody tr').filter({ hasText: 'lina' }).waitFor();
  });

  it('a disabled account can no longer sign in until it is enabled again', async () => {
    await desk.api.addAccount({ userName: '王芳', roles: ['supervision_officer'] });
    await open(administrator, '/users');
    const { page } = administrator;
    const row = page.locator('tbody tr').filter({ hasText: '王芳' });
    await row.getByRole('button').click();
    await page.getByRole('dialog').getByRole('button', { name: '停用此账号' }).click();
    await row.getByText('已停用').waitFor();
    await expect(desk.api.signedIn('王芳')).rejects.toThrow('could not sign in');
    await row.getByRole('button').click();
    await page.getByRole('dialog').getByRole('button', { name: '重新启用此账号' }).click();
    await row.getByText('✓ 启用').waitFor();
    await desk.api.signedIn('王芳');
  });

  it('nothing is fetched from outside, and the browser has nothing to complain about', () => {
    for (const person of [officer, handler, leader, administrator]) {
      expect(person.foreign).toEqual([]);
      expect(person.complaints).toEqual([]);
    }
  });

  for (const size of ['desk', 'phone'] as const) {
    it(`axe finds no barrier on these pages (${size})`, async () => {
      const pages = [
        ['张敏', '/board?period=202609', '.missing'],
        ['张敏', '/submissions', 'tbody tr'],
        ['张敏', `/submissions/${refusedId}`, '#errors tbody tr'],
        ['张敏', '/sources', 'tbody tr'],
        ['张敏', '/evaluation?period=202609', 'tbody tr'],
        ['张敏', '/indicators', 'tbody tr'],
        ['张敏', '/indicators/DY01', 'article'],
        ['张敏', '/overview?period=202609', 'canvas'],
        ['刘芳', '/packages', 'tbody tr'],
        ['赵工', '/users', 'tbody tr'],
      ] as const;
      const people = new Map<string, Person>();
      for (const [name, path, ready] of pages) {
        const person = people.get(name) ?? (await desk.signIn(name, { roles: [] }, size));
        people.set(name, person);
        await open(person, path);
        await person.page.locator(ready).first().waitFor();
        expect(await findBarriers(person.page), path).toEqual([]);
      }
      for (const person of people.values()) await person.context.close();
    });
  }
});
