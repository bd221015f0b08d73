import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { chooseOption } from './choose-option.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

describeWith('browser', 'the desk of accountability', () => {
  let desk: Desk;
  let officer: Person;
  let leader: Person;
  let handler: Person;
  let late: BuiltAlert;
  const submissionId = randomUUID();

  const open = (person: Person, path: string) => person.page.goto(desk.api.url + path);
  const rests = async ({ page }: Person) => {
    await page.mouse.move(0, 0);
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  };
  const barriers = async (page: Person['page'], within: string) =>
    (await findBarriers(page, within)).filter((one) => within === 'html' || !one.startsWith('landmark-'));
  /** Looked at by axe and by eye, at the desk and on the phone. */
  async function look(person: Person, name: string, within = 'html'): Promise<void> {
    const { page } = person;
    await rests(person);
    expect(await barriers(page, within), name).toEqual([]);
    await takePicture(person, name);
    await page.setViewportSize({ width: 390, height: 844 });
    await rests(person);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(390);
    expect(await barriers(page, within), `${name} 390`).toEqual([]);
    await takePicture(person, `${name}-390`);
    await page.setViewportSize({ width: 1440, height: 900 });
  }

  beforeAll(async () => {
    desk = await openDesk();
    const { api } = desk;
    await api.sql(
      `insert into fundwatch.evaluation (id, period, run_no, state, trigger, requested_by, requested_at, as_of, calendar_version, indicators, baseline)
       values ($1, '202609', 1, 'finished', 'schedule', 'system', $2, '2026-10-16', 'v', '{}', false)`,
      [randomUUID(), api.clock.now()],
    );
    await api.sql(
      `insert into fundwatch.expected_submission (agency, line, dataset, valid_from, may_lack)
       values ('120101', '110', 'business', '202609', '{}'), ('120101', '110', 'finance', '202609', '{}'), ('120102', '110', 'business', '202609', '{}')`,
    );
    await api.sql(
      `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, decided_at, content_hash, errors)
       values ($1, '120101', '110', 'business', '202609', 1, 'accepted', 'package', '张三', $2, $2, $2, 'h', 0),
         (gen_random_uuid(), '120102', '110', 'business', '202609', 1, 'refused', 'package', '李四', $2, $2, $2, 'h', 3)`,
      [submissionId, '2026-10-16T02:00:00.000Z'],
    );
    late = await anAlert().dueOn('2026-10-16').save(api.database);
    await anAlert().of('DQ03').dispatchedTo('120102').save(api.database);
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    leader = await desk.signIn('李局', { roles: ['bureau_leader'] });
    handler = await desk.signIn('刘红', { roles: ['agency_handler'], organisation: '120101' });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('the menu leads to the figures of every agency under each item, and the page says that it concludes nothing', async () => {
    const { page } = officer;
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '履责情况' }).click();
    await page.getByText('本页不作结论').waitFor();
    const north = page.getByRole('row', { name: /和平区社保中心/ });
    await north.getByRole('link', { name: /截止后上报 1 条/ }).waitFor();
    await north.getByRole('link', { name: /至今无有效上报 1 条/ }).waitFor();
    await north.getByRole('link', { name: /到期未答复 1 条/ }).waitFor();
    const south = page.getByRole('row', { name: /河东区社保中心/ });
    await south.getByRole('link', { name: /未通过检查 1 条/ }).waitFor();
    await south.getByRole('link', { name: /数据变动预警 1 条/ }).waitFor();
    expect(await page.getByRole('main').innerText()).not.toMatch(/违规单位|责任人|有责/);
    await page.getByText('条文与统计口径').click();
    await page.getByText('2020-07-31废止').waitFor();
    await look(officer, 'figures');
  });

  it('a figure opens its list, and the list its record', async () => {
    const { page } = officer;
    await open(officer, '/accountability');
    await page.getByRole('link', { name: /截止后上报 1 条/ }).click();
    await page.getByRole('heading', { name: '截止后上报' }).waitFor();
    const row = page.getByRole('row', { name: /业务 2026-09 第 1 版/ });
    expect(await row.innerText()).toMatch(/2026-10-15.*2026-10-16/s);
    await look(officer, 'facts');
    await row.getByRole('link').click();
    await page.waitForURL(`**/submissions/${submissionId}`);
    await open(officer, '/accountability');
    await page.getByRole('link', { name: /到期未答复 1 条/ }).click();
    await page.getByRole('link', { name: new RegExp(late.number) }).click();
    await page.waitForURL(`**/alerts/${late.id}`);
    await open(officer, '/accountability');
    await page.getByRole('link', { name: /和平区社保中心：至今无有效上报/ }).click();
    await page.getByRole('link', { name: /财务 2026-09/ }).click();
    await page.waitForURL('**/board?period=202609');
  });

  it('an officer enters a fact with its paper; it is counted under its item', async () => {
    const { page } = officer;
    await open(officer, '/accountability/entries');
    await page.getByText('没有有效的登记').waitFor();
    await look(officer, 'register-empty');
    await page.getByRole('link', { name: '登记事实' }).click();
    await page.getByRole('button', { name: '登记这项事实' }).click();
    await expect.poll(() => page.getByRole('alert').count()).toBe(4);
    await chooseOption(officer, '机构', '和平区社保中心');
    await chooseOption(officer, '条文项', /信息安全/);
    await page.getByLabel('事实').fill('2026年10月12日，经办人员把预警清单以邮件发给外单位，邮件列有预警 24 条。');
    await page.getByLabel('依据材料').fill('津信〔2026〕12号');
    await page.getByLabel('材料', { exact: true }).setInputFiles([
      { name: '移送函.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n') },
      { name: '程序.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
    ]);
    await look(officer, 'enter');
    await page.getByRole('button', { name: '登记，计入 和平区社保中心 的汇总' }).click();
    await page.getByText('登记已保存，但有材料没有传上去。').waitFor();
    await page.getByText('不接受这种类型的附件（程序.exe）').waitFor();
    expect(await page.getByLabel('事实').count()).toBe(0);
    await look(officer, 'enter-paper-refused');
    await page.getByRole('button', { name: '移除 程序.exe' }).click();
    expect(await page.getByRole('button', { name: '重传材料' }).count()).toBe(0);
    await page.getByRole('link', { name: '打开这条登记' }).click();
    await page.getByRole('link', { name: '移送函.pdf' }).waitFor();
    await look(officer, 'entry');
    await open(officer, '/accountability');
    await page.getByRole('link', { name: /和平区社保中心：登记 1 条/ }).click();
    await page.getByRole('row', { name: /津信〔2026〕12号/ }).waitFor();
    await look(officer, 'register');
  });

  it('a correction stands in the place of the old entry, and a withdrawal says why', async () => {
    const { page } = officer;
    await open(officer, '/accountability/entries');
    await page.getByRole('link', { name: /经办人员把预警清单/ }).click();
    await page.getByRole('link', { name: '更正', exact: true }).click();
    await page.getByLabel('更正理由').waitFor();
    const unread = { status: 500, json: { code: 'INTERNAL', details: {}, requestId: 'req-4711' } };
    await page.route('**/api/accountability/**', (route) => route.fulfill(unread));
    await page.reload();
    await page.getByText('请求号 req-4711').waitFor();
    expect(await page.getByRole('button', { name: '以新登记更正' }).count()).toBe(0);
    await page.unroute('**/api/accountability/**');
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByLabel('更正理由').fill('日期写错');
    await page.getByLabel('事实').fill('2026年10月13日，经办人员把预警清单发给外单位。');
    await page.getByRole('button', { name: '以新登记更正' }).click();
    await page.getByText('这条更正了以前的登记：日期写错').waitFor();
    await page.getByRole('link', { name: '看原登记' }).click();
    await page.getByText('这条登记已被更正').waitFor();
    expect(await page.getByRole('button', { name: '撤销' }).count()).toBe(0);
    await page.getByRole('link', { name: '看新登记' }).click();
    await page.getByRole('button', { name: '撤销' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('理由').fill('查明不属实');
    await look(officer, 'withdraw', '[role=dialog]');
    await dialog.getByRole('button', { name: '撤销登记' }).click();
    await page.getByText(/张敏 于 .* 撤销：查明不属实/).waitFor();
    await look(officer, 'withdrawn');
    await open(officer, '/accountability/entries?state=over');
    await page.getByRole('row', { name: /已更正/ }).waitFor();
    await page.getByRole('row', { name: /已撤销/ }).waitFor();
  });

  it('entries that could not be read are not counted, nor said to be on their way', async () => {
    const { page } = officer;
    const unread = { status: 500, json: { code: 'INTERNAL', details: {}, requestId: 'req-4712' } };
    await page.route('**/api/accountability/entries?*', (route) => route.fulfill(unread));
    await open(officer, '/accountability/entries');
    await page.getByText('请求号 req-4712').waitFor();
    await page.getByRole('button', { name: '有效 –' }).waitFor();
    await page.unroute('**/api/accountability/entries?*');
  });

  it('the months narrow the figures, and the workbook is taken with them', async () => {
    const { page } = officer;
    await open(officer, '/accountability?from=202608&to=202609');
    await page.getByRole('row', { name: /和平区社保中心/ }).waitFor();
    expect(await page.getByRole('link', { name: /截止后上报/ }).count()).toBe(0);
    await page.getByLabel('截止月份').fill('2026-10');
    await page.getByRole('link', { name: /截止后上报 1 条/ }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 .xlsx' }).click();
    expect((await download).suggestedFilename()).toBe('履责情况-2026-10-20.xlsx');
  });

  it('an agency sees its own row, reads what was entered about it, and enters nothing', async () => {
    const { page } = handler;
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '履责情况' }).click();
    await page.getByRole('link', { name: /截止后上报 1 条/ }).waitFor();
    expect(await page.getByText('河东区社保中心').count()).toBe(0);
    expect(await page.getByRole('link', { name: '登记事实' }).count()).toBe(0);
    await look(handler, 'own-row');
    await open(handler, '/accountability/entries?state=over');
    await page.getByRole('link', { name: /2026年10月13日/ }).click();
    await page.getByText('材料由监督机构保管。').waitFor();
    await open(handler, '/accountability/entries/new');
    await page.waitForURL('**/not-for-you**');
  });

  it('the leader reads all and changes nothing; the pages speak English, too', async () => {
    const { page } = leader;
    await open(leader, '/accountability');
    await page.getByRole('row', { name: /河东区社保中心/ }).waitFor();
    expect(await page.getByRole('link', { name: '登记事实' }).count()).toBe(0);
    await page.getByRole('button', { name: '李局' }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Accountability' }).waitFor();
    await page.getByRole('link', { name: /Sent after the due day, 1; open the list/ }).waitFor();
    for (const person of [officer, leader, handler]) {
      expect(person.complaints).toEqual([]);
      expect(person.foreign).toEqual([]);
    }
  });
});
