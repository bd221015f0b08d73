import type { Role } from '@fundwatch/domain/identity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, typePassword, type Desk } from './open-desk.js';

interface Account {
  userName: string;
  roles: Role[];
  organisation: string;
  /** The menu as UI.md has it, in order. */
  menu: string[];
}
const accounts: Account[] = [
  {
    userName: '张敏',
    roles: ['supervision_officer'],
    organisation: '120000',
    menu: ['工作台', '审批', '数据上报', '预警', '案件与检查', '指标评估', '指标', '统计', '报表', '履责情况', '文书'],
  },
  {
    userName: '王建国',
    roles: ['supervision_head'],
    organisation: '120000',
    menu: ['工作台', '审批', '数据上报', '预警', '案件与检查', '指标评估', '指标', '统计', '报表', '履责情况', '文书'],
  },
  {
    userName: '刘芳',
    roles: ['agency_handler'],
    organisation: '120101',
    menu: ['待办', '数据报送', '我的预警', '履责情况'],
  },
  {
    userName: '赵志远',
    roles: ['bureau_leader'],
    organisation: '120000',
    menu: ['总览', '审批', '数据上报', '预警', '案件与检查', '指标评估', '指标', '报表', '履责情况', '文书'],
  },
  { userName: '周静', roles: ['line_department'], organisation: '120000', menu: ['协商'] },
  { userName: '管理员', roles: ['administrator'], organisation: '120000', menu: [] },
  { userName: '吴昊', roles: ['information_institution'], organisation: '120000', menu: [] },
];

describeWith('browser', 'every role at its desk', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await openDesk({ demonstration: true });
    for (const { menu: _menu, ...account } of accounts) await desk.api.addAccount({ ...account, demonstration: true });
    await anAlert().save(desk.api.database);
    await anAlert().dueOn('2026-10-16').save(desk.api.database);
    await anAlert().answered('P5').save(desk.api.database);
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('in the demonstration a role is taken with one click, and nothing of the one before stays', async () => {
    const { page, context } = await desk.visit();
    await page.goto(desk.api.url);
    await page.getByRole('button', { name: /^监测人员/ }).click();
    await page.getByRole('link', { name: '全部未结 3' }).waitFor();
    await page.getByRole('button', { name: '经办核查人' }).click();
    await page.getByRole('link', { name: '全部未结 2' }).waitFor();
    expect(await page.getByText('待筛查').count()).toBe(0);
    expect(await page.getByRole('link', { name: /^待办/ }).innerText()).toMatch(/1$/);
    await context.close();
  });

  it('the whole desk speaks English when asked to, and remembers it', async () => {
    const { page, context } = await desk.visit();
    await page.goto(desk.api.url);
    await page.getByRole('button', { name: /^监测人员/ }).click();
    await page.getByRole('button', { name: '张敏' }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Work queue' }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'All open 3' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.getByRole('navigation', { name: 'Main menu' }).innerText()).not.toMatch(/[\u4e00-\u9fff]/);
    await context.close();
  });

  it('an address behind sign-in leads back to its page after it', async () => {
    const { page, context } = await desk.visit();
    await page.goto(`${desk.api.url}/alerts?severity=high`);
    await page.getByLabel('用户名').fill('张敏');
    await page.getByLabel('密码').fill('wrong');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText('用户名或密码不正确').waitFor();
    await typePassword(page, '张敏');
    await page.waitForURL(`${desk.api.url}/alerts?severity=high`);
    await context.close();
  });

  for (const { userName, roles, menu } of accounts) {
    for (const size of ['desk', 'phone'] as const) {
      it(`every page of the menu opens for ${roles[0]} without complaint or barrier (${size})`, async () => {
        const { page, context, complaints, foreign } = await desk.visit(size);
        await page.goto(desk.api.url);
        await typePassword(page, userName);
        const links = page.getByRole('navigation', { name: '主菜单' }).getByRole('link');
        await links.first().waitFor();
        const names = (await links.allInnerTexts()).map((text) => text.split(/\s/)[0]);
        if (menu.length) expect(names).toEqual(menu);
        for (const link of await links.all()) {
          const name = await link.innerText();
          await link.click();
          // The page before stands, with a heading of its own, until the next one is there.
          await expect.poll(() => link.getAttribute('aria-current'), { message: name }).toBe('page');
          await page.waitForLoadState('networkidle');
          await page.getByRole('heading', { level: 1 }).waitFor();
          expect(await page.getByRole('alert').count(), `${name} shows an error`).toBe(0);
          expect(await findBarriers(page), name).toEqual([]);
        }
        expect(complaints).toEqual([]);
        expect(foreign).toEqual([]);
        await context.close();
      });
    }
  }
});
