import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { testConfig } from '../support/config.js';
import { describeWith } from '../support/needs.js';
import { pdfText } from '../support/read-papers.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

describeWith('browser', 'the desk of reports', () => {
  let desk: Desk;
  let leader: Person;
  let officer: Person;
  let settled: BuiltAlert;

  const open = async ({ page }: Person, path: string) => {
    await page.goto(desk.api.url + path);
    await page.waitForLoadState('networkidle');
  };
  const rests = async ({ page }: Person) => {
    await page.mouse.move(0, 0);
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  };
  const narrow = ({ page }: Person) => page.setViewportSize({ width: 390, height: 844 });
  const wide = ({ page }: Person) => page.setViewportSize({ width: 1440, height: 900 });
  /** What comes out of the printer. */
  const printed = async ({ page }: Person, name: string) => {
    const pdf = await page.pdf({ preferCSSPageSize: true });
    if (testConfig.pictures) {
      await writeFile(join(testConfig.pictures, `${name}.pdf`), pdf);
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 702, height: 1000 });
      await page.screenshot({ path: join(testConfig.pictures, `${name}-printed.png`), fullPage: true });
      await page.emulateMedia({ media: null });
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    return pdfText(pdf);
  };
  const book = (alertId: string, kind: string, amount: string, on: string) =>
    desk.api.sql(
      `insert into fundwatch.recovery_entry (id, alert_id, agency, kind, amount, booked_on, voucher, note, entered_by, entered_by_name, entered_at)
       select gen_random_uuid(), $1, '120101', $2, $3, $4, '记-118', '', id, '张敏', now() from fundwatch.app_user where user_name = '张敏'`,
      [alertId, kind, amount, on],
    );

  beforeAll(async () => {
    desk = await openDesk();
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    leader = await desk.signIn('赵志远', { roles: ['bureau_leader'] });
    const september = (hour: number) => anAlert().raisedAt(`2026-09-10T0${hour}:00:00.000Z`);
    settled = await september(1).answered('P5').closed().save(desk.api.database);
    await september(2).answered('P5').closed().worth('100.00').save(desk.api.database);
    await september(3).of('CB05').severe('medium').answered('P2').returned().save(desk.api.database);
    await september(4).of('DQ06').severe('low').dispatchedTo('120102').save(desk.api.database);
    await september(5).of('DY04').severe('critical').dispatchedTo('120102').save(desk.api.database);
    await anAlert().raisedAt('2026-08-12T01:00:00.000Z').answered('P2').closed().save(desk.api.database);
    await book(settled.id, 'confirmed', '8412.00', '2026-09-12');
    await book(settled.id, 'recovered', '3000.05', '2026-09-20');
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('a leader reads the month that is over last, with the month before', async () => {
    const { page } = leader;
    await open(leader, '/overview');
    await page.getByRole('link', { name: '报表', exact: true }).click();
    await page.getByText('基金网络监督月报 2026-09').first().waitFor();
    const handling = page.getByRole('region', { name: '预警办理' });
    const row = (name: string) => handling.getByRole('row', { name: new RegExp(`^${name}条`) });
    expect(await row('产生').innerText()).toMatch(/5\s+1\s+\+4/);
    expect(await row('销号').innerText()).toMatch(/2\s+1\s+\+1/);
    const money = page.getByRole('region', { name: '金额' });
    expect(await money.innerText()).toContain('3,000.05');
    await page.locator('canvas').first().waitFor();
    await rests(leader);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(leader, 'report-month');
  });

  it('a number leads to the alerts behind it, narrowed by its row', async () => {
    const { page } = leader;
    const types = page.getByRole('region', { name: '按问题类型' });
    await types.getByRole('row', { name: /^P5/ }).getByRole('link').nth(1).click();
    await page.getByText('报表“销号” 2026-09 至 2026-09').waitFor();
    await page.getByText('P5 经办差错', { exact: true }).first().waitFor();
    await page.getByText(settled.number).first().waitFor();
    expect(await page.getByRole('row', { name: /津预2026-/ }).count()).toBe(2);
    await takePicture(leader, 'report-list');
    await page.goBack();
    await page.getByRole('region', { name: '预警办理' }).waitFor();
  });

  it('half a year is chosen by the address, too, and goes on to a year and to months of one’s choice', async () => {
    const { page } = leader;
    await page.getByText('半年报', { exact: true }).click();
    await page.getByText('基金网络监督半年报 2026-07 至 2026-12').first().waitFor();
    await page.getByText('期间未结束，数字还会变化').first().waitFor();
    expect(page.url()).toContain('kind=half_year');
    await takePicture(leader, 'report-half-year');
    await page.getByText('分类汇总', { exact: true }).click();
    await page.getByText('预警信息处理结果分类汇总 2026-09').first().waitFor();
    expect(await page.getByRole('region', { name: '数据上报' }).count()).toBe(0);
    await open(leader, '/reports?kind=classified&from=202608&to=202609');
    await page.getByText('预警信息处理结果分类汇总 2026-08 至 2026-09').first().waitFor();
    await rests(leader);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(leader, 'report-classified');
  });

  it('on a phone the tables are cards, and nothing is wider than the screen', async () => {
    const { page } = leader;
    await narrow(leader);
    await open(leader, '/reports?kind=month&from=202609');
    await page.getByRole('region', { name: '预警办理' }).waitFor();
    await rests(leader);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(leader, 'report-month-390');
    await wide(leader);
  });

  it('printed it has the office, the months and who made it when, a new page for each part, and no menu', async () => {
    const { page } = leader;
    await open(leader, '/reports?kind=half_year&from=202607');
    await page.locator('canvas').nth(3).waitFor();
    const { text, pages } = await printed(leader, 'report-half-year');
    const words = text.replaceAll(/\s/g, '');
    for (const part of [
      '市基金监督机构',
      '基金网络监督半年报',
      '2026-07至2026-12（期间未结束）',
      '制表：赵志远',
      '3,000.05',
    ])
      expect(words).toContain(part);
    for (const part of ['工作台', '导出.xlsx', '打印', '分类汇总月报']) expect(words).not.toContain(part);
    // What the head of the paper says already leaves no dot behind.
    expect(words).not.toContain('·上期为');
    expect(words).toContain('上期为');
    const first = words.slice(0, words.indexOf('按问题类型'));
    expect(first).toContain('市基金监督机构');
    expect(pages).toBeGreaterThanOrEqual(5);
  });

  it('an alert is printed with the same head, and without what can be clicked', async () => {
    const { page } = officer;
    await open(officer, `/alerts/${settled.id}`);
    await page.getByText(settled.number).first().waitFor();
    await page.getByRole('heading', { name: '发现了什么' }).waitFor();
    const { text } = await printed(officer, 'alert');
    const words = text.replaceAll(/\s/g, '');
    for (const part of ['市基金监督机构', '预警办理单', settled.number, '制表：张敏', '2026-10-20'])
      expect(words).toContain(part);
    for (const part of ['工作台', '制作预警信息', '跳到正文']) expect(words).not.toContain(part);
  });

  it('the workbook is saved under the name of the report', async () => {
    const { page } = officer;
    await open(officer, '/reports?kind=year&from=202601');
    await page.getByRole('region', { name: '预警办理' }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 .xlsx' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('监督年报-202601-202612.xlsx');
    expect(Object.keys(new PizZip(await readFile(await download.path())).files)).toContain('xl/workbook.xml');
    for (const { complaints, foreign } of [officer, leader]) expect([complaints, foreign]).toEqual([[], []]);
  });
});
