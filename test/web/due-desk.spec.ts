import { randomUUID } from 'node:crypto';
import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeSubmissionReminders } from '@fundwatch/application';
import { systemContext } from '@fundwatch/domain/identity';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';

const AGENCIES = 16;
const codeOf = (n: number) => `1201${String(n).padStart(2, '0')}`;

describeWith('browser', 'due days, calendars and expected submissions', () => {
  let desk: Desk;
  let steward: Person;
  let officer: Person;
  let handler: Person;
  let administrator: Person;

  const open = (person: Person, path: string) => person.page.goto(desk.api.url + path);
  const aCalendarFile = (more: string[] = []) => ({
    name: '2027.json',
    mimeType: 'application/json',
    buffer: Buffer.from(
      JSON.stringify({
        2027: {
          papers: ['国务院办公厅关于2027年部分节假日安排的通知'],
          off: [...['01-01', '05-01', '10-01', '10-02', '10-03'].map((day) => `2027-${day}`), ...more],
          makeup_work: ['2027-02-20'],
        },
      }),
    ),
  });

  beforeAll(async () => {
    desk = await openDesk();
    for (let n = 1; n <= AGENCIES; n += 1) {
      await desk.api.sql(
        `insert into fundwatch.organisation (code, name, kind, origin, created_at) values ($1, $2, 'agency', 'entered', now())
         on conflict (code) do nothing`,
        [codeOf(n), `第${n}社保中心`],
      );
      for (const line of ['110', '120', '170', '210', '410'])
        for (const dataset of ['business', 'finance'])
          await desk.api.sql(`insert into fundwatch.expected_submission values ($1, $2, $3, '202606', null, '{}')`, [
            codeOf(n),
            line,
            dataset,
          ]);
      await desk.api.sql(
        `insert into fundwatch.expected_submission values ($1, '000', 'control', '202606', null, '{permission_request}')`,
        [codeOf(n)],
      );
    }
    for (const period of ['202607', '202608', '202609'])
      await desk.api.sql(
        `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, content_hash, errors)
         select gen_random_uuid(), agency, line, dataset, $1, 1, case when agency = '120103' then 'refused' else 'accepted' end, 'package', '经办系统',
           at, at, 'h', case when agency = '120103' then 4 else 0 end
         from fundwatch.expected_submission, (select (to_date($1, 'YYYYMM') + interval '1 month 13 days')::timestamptz as at) due
         where agency <> '120104' or dataset = 'business'`,
        [period],
      );
    await desk.api.sql(
      `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, content_hash)
       values ($1, '120104', '110', 'finance', '202609', 1, 'accepted', 'package', '经办系统', '2026-10-16T01:00:00Z', '2026-10-16T01:00:00Z', 'h')`,
      [randomUUID()],
    );
    await writeSubmissionReminders(desk.api.app, systemContext('test', 'test'));
    steward = await desk.signIn('刘岩', { roles: ['data_steward'] });
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    handler = await desk.signIn('孙丽', { roles: ['agency_handler'], organisation: '120104' });
    administrator = await desk.signIn('赵工', { roles: ['administrator'] });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('sixteen agencies and eleven columns fit the desk in one look, with both days and the notices', async () => {
    await open(officer, '/board?period=202609');
    const { page } = officer;
    await page.getByText('锁定前最后一天').waitFor();
    await page.getByText('2026-10-29（周四）').waitFor();
    await page.getByText(/逾期通知已发 .*，当时共缺 16 项/).waitFor();
    const last = await page.locator('tfoot').boundingBox();
    expect(last!.y + last!.height).toBeLessThanOrEqual(900);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1440);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('the question mark tells the keys of the board, and the arrows move over it', async () => {
    const { page } = officer;
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '按键' }).getByText('到本行首、本行尾').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('td[tabindex="0"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    const place = await page.evaluate(() => {
      const cell = document.activeElement as HTMLTableCellElement;
      return [(cell.parentElement as HTMLTableRowElement).sectionRowIndex, cell.cellIndex];
    });
    expect(place).toEqual([1, 11]);
  });

  it('an agency sees the notices of its own on its board', async () => {
    await open(handler, '/board?period=202609');
    await handler.page.getByText(/逾期通知，当时还缺：.*机关养老 财务/).waitFor();
    await open(handler, '/queue');
    await handler.page.getByText('2026-09 还有 5 项数据没有报送，截止日 2026-10-15（周四）').waitFor();
    await handler.page.getByRole('link', { name: '看到达情况' }).click();
    await handler.page.waitForURL(/\/board\?period=202609/);
  });

  it('the data steward begins at the board and sees first that the next calendar is missing', async () => {
    desk.api.clock.set('2026-11-20T01:00:00.000Z');
    await open(steward, '/');
    await steward.page.waitForURL(/\/board/);
    await steward.page.getByText('还没有 2027 年的工作日历').first().waitFor();
    await steward.page.getByRole('link', { name: '导入 2027 年日历' }).click();
    await steward.page.getByText('落在该年度的期限会等待日历').waitFor();
    expect(await findBarriers(steward.page)).toEqual([]);
  });

  it('a faulty calendar is refused with the place of every fault', async () => {
    const { page } = steward;
    await page.locator('input[type=file]').setInputFiles(aCalendarFile(['2026-12-31']));
    await page.getByText('2026-12-31 不在 2027 年内。').waitFor();
    await page.getByText('2027.off[5]').waitFor();
    expect(await page.getByRole('button', { name: /^导入，/ }).count()).toBe(0);
  });

  it('a sound one is previewed, imported, and hangs on the wall', async () => {
    const { page } = steward;
    await page.locator('input[type=file]').setInputFiles(aCalendarFile(['2027-02-05', '2027-02-08']));
    await page.getByText('新增 2027 年：放假 7 天，调休上班 1 天。').waitFor();
    await page.getByRole('button', { name: '导入，工作日历成为 built-in-2026+2027.1' }).click();
    await page.getByText(/2027 年共 \d+ 个工作日/).waitFor();
    expect(await page.getByTitle('2027-02-20 调休上班').innerText()).toContain('班');
    await page.getByText(/第 1 次导入：刘岩/).waitFor();
    expect(await page.getByText('还没有 2027 年的工作日历').count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('a revision asks for a reason before it can be imported', async () => {
    await open(administrator, '/calendars?year=2027');
    const { page } = administrator;
    await page.locator('input[type=file]').setInputFiles(aCalendarFile(['2027-02-05', '2027-02-08', '2027-02-09']));
    const act = page.getByRole('button', { name: /^导入，/ });
    await page.getByText('2027-02-09（周二） → 放假').waitFor();
    expect(await act.isDisabled()).toBe(true);
    await page.getByLabel('修订的理由').fill('补充通知');
    await act.click();
    await page.getByText(/第 2 次导入：赵工/).waitFor();
  });

  it('the due day is changed for periods that lie ahead, with both dates shown', async () => {
    await open(steward, '/calendars');
    const { page } = steward;
    await page.getByRole('button', { name: '更改期限' }).click();
    await page.getByLabel('次月几日截止').fill('12');
    await page.getByLabel('理由', { exact: true }).fill('提前三日');
    await page.getByRole('button', { name: '自 2026-11 起按次月 12 日截止' }).click();
    await page.getByText('2026-12-14（周一）').waitFor();
    await page.getByText('2026-12-12（周六）').waitFor();
    await page.getByText('自 2026-11 起： 次月 12 日截止').waitFor();
  });

  it('a line of the list is ended with a preview of the denominators and a reason', async () => {
    await open(steward, '/expected?agency=120102&dataset=control');
    const { page } = steward;
    await page.getByText('1 项（全部 176 项）').waitFor();
    await page.getByRole('button', { name: /^更改 河东区社保中心/ }).click();
    const dialog = page.getByRole('dialog', { name: '更改应报项' });
    await dialog.getByLabel('终止所属期', { exact: true }).fill('2026-10');
    await dialog.getByText('2026-11 176 → 175').waitFor();
    await dialog.getByLabel('理由（记入审计）').fill('并入市级');
    await dialog.getByRole('button', { name: '保存更改' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('cell', { name: '2026-10', exact: true }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });

  it('an agency that opened later is not expected before, and others only read the list', async () => {
    await open(steward, '/expected?agency=120116');
    const { page } = steward;
    await page.getByRole('button', { name: '更改第16社保中心的设立与撤并日期' }).click();
    const dialog = page.getByRole('dialog', { name: /第16社保中心/ });
    await dialog.getByLabel('设立日期').fill('2026-08-03');
    await dialog.getByText('2026-07 176 → 165').waitFor();
    await dialog.getByLabel('理由（记入审计）').fill('新设');
    await dialog.getByRole('button', { name: '保存日期' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await open(officer, '/expected');
    await officer.page.getByText('第16社保中心').first().waitFor();
    expect(await officer.page.getByRole('button', { name: /^更改/ }).count()).toBe(0);
  });

  it('the quality of the data leads from each figure to its list, as a chart and as a table', async () => {
    await open(officer, '/data-quality?period=202609');
    const { page } = officer;
    const { body } = await (
      await desk.api.signedIn('张敏')
    ).call(routes.getDataQuality, { query: { period: '202609' } });
    const month = body.months.at(-1)!;
    expect(month).toMatchObject({ expected: 176, accepted: 160, onTime: 159, refusedFirst: 11 });
    await page.getByRole('link', { name: '90.9%' }).first().waitFor();
    await page.locator('canvas').waitFor();
    await page.getByRole('button', { name: '看表' }).click();
    await page.getByRole('link', { name: '2026-07' }).waitFor();
    await page
      .getByRole('row', { name: /第3社保中心 企业养老/ })
      .getByRole('link')
      .click();
    await page.waitForURL(/\/submissions\?period=202609&agency=120103&line=110/);
  });

  it('every page fits a phone, without sideways scrolling', async () => {
    for (const [path, text] of [
      ['/board?period=202609', '锁定前最后一天'],
      ['/calendars?year=2026', '2026 年共'],
      ['/expected?agency=120101', '应报清单'],
      ['/data-quality?period=202609', '完整率'],
    ] as const) {
      const { page, context } = await desk.signIn('刘岩', { roles: ['data_steward'] }, 'phone');
      await page.goto(desk.api.url + path);
      await page.getByText(text).first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(390);
      await context.close();
    }
  });

  it('nothing is fetched from elsewhere and the browser has no complaint', () => {
    for (const person of [steward, officer, handler, administrator])
      expect([person.foreign, person.complaints]).toEqual([[], []]);
  });
});
