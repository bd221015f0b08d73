import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { openDesk, type Desk, type Person } from './open-desk.js';

describeWith('browser', 'what a list says of what it could not read', () => {
  let desk: Desk;
  let head: Person;

  const failure = { status: 500, json: { code: 'INTERNAL', details: {}, requestId: 'req-4711' } };
  const open = ({ page }: Person, path: string) => page.goto(desk.api.url + path);

  beforeAll(async () => {
    desk = await openDesk();
    for (let n = 0; n < 60; n += 1) await anAlert().save(desk.api.database);
    head = await desk.signIn('王主任', { roles: ['supervision_head'] });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('accounts that could not be read are not said to be none', async () => {
    const admin = await desk.signIn('系统管理员', { roles: ['administrator'] });
    const { page } = admin;
    await page.route('**/api/users?*', (route) => route.fulfill(failure));
    await open(admin, '/users');
    await page.getByText('请求号 req-4711').waitFor();
    expect(await page.getByText(/共 \d+ 个账号/).count()).toBe(0);
    await page.unroute('**/api/users?*');
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByText(/共 2 个账号/).waitFor();
  });

  it('nobody’s absence that could not be read is not said to be nobody’s, and no count of the queue to be on its way', async () => {
    const { page } = head;
    await page.route(/\/api\/(colleagues|alert-counts)/, (route) => route.fulfill(failure));
    await open(head, '/duties');
    await page.getByText('请求号 req-4711').waitFor();
    expect(await page.getByText('没有正在进行或将要开始的代班').count()).toBe(0);
    expect(await page.getByRole('button', { name: '登记代班…' }).isDisabled()).toBe(true);
    await open(head, '/queue');
    await page.getByRole('link', { name: '待筛查 –' }).waitFor();
    await page.getByRole('button', { name: '未分派 –' }).waitFor();
    await page.unroute(/\/api\/(colleagues|alert-counts)/);
  });

  it('notices that could not be read are not counted as none, and where all are read it says so', async () => {
    const { page } = head;
    await page.route(/\/api\/notifications(\?|$)/, (route) => route.fulfill(failure));
    await open(head, '/notifications');
    await page.getByText('请求号 req-4711').waitFor();
    await page.getByRole('button', { name: '未读 …' }).waitFor();
    await page.unroute(/\/api\/notifications(\?|$)/);
    await open(head, '/notifications?unread=true');
    await page.getByText('没有未读通知').waitFor();
  });

  it('rows that are there stay when no more could be read; it is said, and can be tried again', async () => {
    const { page } = head;
    await open(head, '/alerts');
    await page.getByText('已显示 50 条，共 60 条').waitFor();
    await page.route('**/api/alerts?*cursor=*', (route) => route.fulfill(failure));
    await page.getByRole('button', { name: /再显示/ }).click();
    await page.getByRole('alert').getByText('req-4711').waitFor();
    expect(await page.locator('tbody tr').count()).toBe(50);
    await page.unroute('**/api/alerts?*cursor=*');
    await page.getByRole('button', { name: /再显示/ }).click();
    await page.getByText('已显示 60 条，共 60 条').waitFor();
  });

  it('a total that was not counted to its end says so wherever it stands', async () => {
    const { page } = head;
    await page.route('**/api/alerts?*', async (route) => {
      const reply = await route.fetch();
      await route.fulfill({ response: reply, json: { ...(await reply.json()), total: 10_000, totalIsLeast: true } });
    });
    await open(head, '/alerts');
    await page.getByText('共 10,000+ 条', { exact: true }).waitFor();
    await page.getByText('已显示 50 条，共 10,000+ 条').waitFor();
    await page.unroute('**/api/alerts?*');
    expect([...head.complaints, ...head.foreign]).toEqual([]);
  });

  it('on a phone the menu shows where one stands, and the search has room while one types', async () => {
    const person = await desk.signIn('王主任', { roles: ['supervision_head'] }, 'phone');
    const { page } = person;
    for (const [path, name] of [
      ['/reports', '报表'],
      ['/documents', '文书'],
      ['/queue', /工作台/],
    ] as const) {
      await open(person, path);
      const here = page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name });
      await here.waitFor();
      await expect
        .poll(
          async () => {
            const { x, width } = (await here.boundingBox())!;
            return x >= -1 && x + width <= 391;
          },
          { message: path },
        )
        .toBe(true);
    }
    await open(person, '/alerts');
    const search = page.getByRole('search');
    await search.waitFor();
    await page.locator('h1').waitFor();
    await page.keyboard.press('/');
    await expect.poll(async () => (await search.boundingBox())!.width).toBeGreaterThan(300);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  it('somebody without a desk of one’s own begins with what one was told of, not with an address that is wrong', async () => {
    const { page } = await desk.signIn('周静', { roles: ['internal_auditor'] });
    await page.getByRole('heading', { name: '通知', exact: true }).waitFor();
    await page.getByText('没有通知', { exact: true }).waitFor();
  });
});
