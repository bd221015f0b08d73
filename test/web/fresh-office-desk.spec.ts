import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../support/needs.js';
import { openDesk, type Desk, type Person } from './open-desk.js';

describeWith('browser', 'what the screens of a new office say, where nothing was received yet', () => {
  let desk: Desk;
  let head: Person;
  let steward: Person;
  let handler: Person;

  const failure = { status: 500, json: { code: 'INTERNAL', details: {}, requestId: 'req-4711' } };
  const open = ({ page }: Person, path: string) => page.goto(desk.api.url + path);
  const main = ({ page }: Person) => page.locator('main').innerText();

  beforeAll(async () => {
    desk = await openDesk();
    head = await desk.signIn('王主任', { roles: ['supervision_head'] }, 'phone');
    steward = await desk.signIn('刘岩', { roles: ['data_steward'] }, 'phone');
    handler = await desk.signIn('刘红', { roles: ['agency_handler'], organisation: '120101' }, 'phone');
  });
  afterAll(async () => {
    await desk?.close();
  });

  it.each([
    ['/queue', '现在没有要办的预警', '新的预警、答复和到期事项会出现在这里。'],
    ['/queue?bucket=open&assigned=mine', '“我的 · 全部未结”里没有预警', '可看看其他分类。'],
    ['/queue?bucket=to_screen', '“待筛查”里没有预警', '可看看其他分类。'],
    ['/alerts', '还没有预警', '没有评估过不等于正常。'],
    ['/alerts?state=closed', '没有符合条件的预警', '可放宽或清除筛选条件。'],
    ['/submissions', '还没有收到报送', '收到后会出现在这里，包括被拒收的。'],
    ['/cases?text=某某', '没有符合条件的案件', '可换案件号或名称中的其他文字'],
    ['/major-matters', '没有要情报告', '没有达到标准而未报告的案件。'],
    ['/accountability/facts', '这些月份没有这类记录', '首个自有评估月之前，不统计数据上报的事实。'],
    ['/evaluation', '还没有评估过', '没有评估过不等于正常。'],
    ['/overview', '近 13 个月没有预警', '没有评估过的月份不等于正常。'],
    ['/expected', '还没有应报清单', '由数据管理员新增或导入。'],
  ])('%s says what is not there and why, and fits the phone', async (path, title, text) => {
    await open(head, path);
    await head.page.getByText(title).first().waitFor();
    expect(await main(head)).toContain(text);
    expect(await head.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect([...head.complaints, ...head.foreign]).toEqual([]);
  });

  it('a report of months without alerts draws no empty charts and leaves no table without a word', async () => {
    await open(head, '/reports');
    await head.page.getByText('这些月份没有预警和追回的记录。没有评估过不等于正常。').waitFor();
    expect(await head.page.locator('main canvas').count()).toBe(0);
    expect(await head.page.getByText('期内没有可分列的预警。').count()).toBe(6);
    expect(await main(head)).not.toContain('没有记录');
  });

  it('who keeps the list of expected submissions is told how to begin it', async () => {
    await open(steward, '/expected');
    await steward.page.getByText('在上方新增应报项，或导入整份清单。').waitFor();
    await steward.page.getByRole('button', { name: '新增应报项' }).click();
    await steward.page.getByRole('dialog').waitFor();
  });

  it('an agency is told that alerts come from the supervision office', async () => {
    await open(handler, '/alerts');
    await handler.page.getByText('监督机构下发后，预警会出现在这里。').waitFor();
    expect(await main(handler)).not.toContain('评估');
  });

  it.each([
    ['/board', '还没有应报数据'],
    ['/rules', '还没有可核对的数据'],
    ['/rules/R01', '核对结果'],
    ['/evaluation', '还没有评估过'],
    ['/data-quality', '还没有应报项'],
    ['/overview', '近 13 个月没有预警'],
  ])('%s comes when it is tried again after even the months could not be read', async (path, then) => {
    const { page } = head;
    await page.route(/\/api\/periods/, (route) => route.fulfill(failure));
    await open(head, path);
    await page.getByText('请求号 req-4711').first().waitFor();
    await page.unroute(/\/api\/periods/);
    await page.getByRole('button', { name: '重试' }).first().click();
    await page.getByText(then).first().waitFor();
    await expect.poll(() => page.getByText('请求号').count()).toBe(0);
  });

  it.each(['zh', 'en'])('the head of a page fits the phone beside a long name of its reader (%s)', async (language) => {
    const { page } = await desk.signIn(
      '河东区社保中心经办人',
      { roles: ['agency_handler'], organisation: '120102' },
      'phone',
    );
    await page.evaluate((chosen) => localStorage.setItem('fundwatch.language', chosen), language);
    for (const path of ['/board', '/submissions']) {
      await page.goto(desk.api.url + path);
      await page.locator('h1').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
      const ends = await page
        .locator('header')
        .first()
        .locator(':scope > label, form, a.bell, .el-dropdown')
        .evaluateAll((parts) =>
          parts.map((part) => part.getBoundingClientRect()).map(({ left, right }) => [left, right]),
        );
      // One stands beside the other, none over its neighbour.
      expect(ends.length, path).toBe(4);
      ends.reduce((before, [left, right]) => {
        expect(left, path).toBeGreaterThanOrEqual(before);
        return right!;
      }, 0);
    }
  });

  it('what could not be read is not counted, and can be read again where it stands', async () => {
    const { page } = head;
    const blocked = /\/api\/(packages|major-matter-candidates|summary-documents)/;
    await page.route(blocked, (route) => route.fulfill(failure));
    await open(head, '/packages');
    await page.getByText('请求号 req-4711').waitFor();
    expect(await main(head)).not.toMatch(/共 (null|\d+) 份/);
    await open(head, '/major-matters');
    await page.getByText('请求号 req-4711').waitFor();
    expect(await page.getByRole('heading', { name: /可能达到要情标准的案件/ }).innerText()).not.toMatch(/\d/);
    await page.unroute(blocked);
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByText('没有达到标准而未报告的案件。').waitFor();

    await page.route(blocked, (route) => route.fulfill(failure));
    await open(head, '/documents');
    await page.getByText('请求号 req-4711').waitFor();
    await page.unroute(blocked);
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByText('还没有制作分类汇总。').waitFor();
  });
});
