import { afterAll, beforeAll, expect, it } from 'vitest';
import { routes } from '@fundwatch/domain/api';
import { anAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';

describeWith('browser', "the officer's desk", () => {
  let desk: Desk;
  let officer: Person;
  const open = (path: string) => officer.page.goto(desk.api.url + path);

  beforeAll(async () => {
    desk = await openDesk();
    await desk.api.addAccount({ userName: '李强', roles: ['supervision_head'] });
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('every count of the queue is the number of alerts behind it', async () => {
    await anAlert().save(desk.api.database);
    await anAlert().screened().save(desk.api.database);
    await anAlert().dueOn('2026-10-16').save(desk.api.database);
    await anAlert().dueOn('2026-10-20').save(desk.api.database);
    await anAlert().answered('P5').save(desk.api.database);
    await open('/queue');
    const { page } = officer;
    const chips = page.getByRole('navigation', { name: '按期限和步骤筛选' }).getByRole('link');
    await page.getByRole('link', { name: '逾期 1' }).waitFor();
    for (const chip of await chips.all()) {
      const [name, count] = (await chip.innerText()).split(/\s+(?=\d+$)/);
      if (name === '待收数据') continue;
      await chip.click();
      if (name === '待我审批') {
        await page.getByText('没有等您审批的事项').waitFor();
        await open('/queue');
      } else if (count === '0') await page.getByText('没有预警').waitFor();
      else await page.getByText(`已显示 ${count} 条，共 ${count} 条`).waitFor();
    }
  });

  it('the most urgent alert stands first and says how late it is', async () => {
    await open('/queue?bucket=open');
    const first = officer.page.locator('tbody tr').first();
    await first.waitFor();
    expect(await first.innerText()).toContain('2026-10-16（周五）');
    expect(await first.innerText()).toContain('逾期 2 个工作日');
  });

  it('several alerts are kept at once, and one that a colleague changed is refused and said so', async () => {
    const [mine, his] = [await anAlert().save(desk.api.database), await anAlert().save(desk.api.database)];
    await open('/alerts?state=raised&order=raised');
    const { page } = officer;
    for (const { number } of [mine, his]) {
      await page.locator('tbody tr').filter({ hasText: number }).locator('.el-checkbox').click();
    }
    const colleague = await desk.api.signedIn('李强');
    await colleague.call(routes.screenAlert, { params: { alertId: his.id }, body: { revision: his.revision } });
    await page.getByRole('button', { name: '确认 2 条为疑点' }).click();
    await page.getByText('已办理 1 条。').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: his.number }).innerText()).toContain('已被更新');
    const states = await desk.api.sql(`select state from fundwatch.alert where id = any($1)`, [[mine.id, his.id]]);
    expect(states).toEqual([{ state: 'screened' }, { state: 'screened' }]);
  });

  it('dismissing asks for a reason, says that it is final, and keeps the reason with the alert', async () => {
    const alert = await anAlert().save(desk.api.database);
    await open(`/alerts/${alert.id}`);
    const { page } = officer;
    await page.getByRole('button', { name: '排除这条预警…' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.innerText()).toContain('此操作不能撤销');
    await dialog.getByRole('button', { name: '排除', exact: true }).click();
    await dialog.getByText('请写明理由。').waitFor();
    await dialog.getByLabel('理由').fill('同一事实已由稽核部门处理');
    await dialog.getByRole('button', { name: '排除', exact: true }).click();
    await page.getByRole('complementary').getByText('– 已排除').waitFor();
    expect(await page.getByRole('complementary').last().innerText()).toContain('同一事实已由稽核部门处理');
  });

  it('dispatching is a sentence with the agency and the date', async () => {
    const alert = await anAlert().screened().save(desk.api.database);
    await open(`/alerts/${alert.id}`);
    const button = officer.page.getByRole('button', { name: /^下发至和平区社保中心，预计 \d+月\d+日 到期$/ });
    await button.click();
    await officer.page.getByText('轮到经办机构').waitFor();
    const [row] = await desk.api.sql(`select state from fundwatch.alert where id = $1`, [alert.id]);
    expect(row).toEqual({ state: 'dispatched' });
  });

  it('personal data are shown only after a reason was given, and the look is recorded', async () => {
    const alert = await anAlert().answered('P7').save(desk.api.database);
    await open(`/alerts/${alert.id}`);
    const { page } = officer;
    await page.getByText('个人信息已脱敏。').waitFor();
    expect(await page.getByText('张三丰').count()).toBe(0);
    await page.getByRole('button', { name: '查看完整信息…' }).click();
    await page.getByRole('dialog').getByLabel('理由').fill('电话核实死亡日期');
    await page.getByRole('button', { name: '记录理由并查看' }).click();
    await page.getByText('张三丰').waitFor();
    const looks = await desk.api.sql(`select reason from fundwatch.audit_event where reason = '电话核实死亡日期'`);
    expect(looks).toHaveLength(1);
  });

  it('an alert that rests on external data says when that data arrived', async () => {
    const read = { table: 'death', arrivedAt: '2026-10-08T02:00:00.000Z' };
    const resting = await anAlert().restingOn(read).save(desk.api.database);
    const other = await anAlert().of('DY23').save(desk.api.database);
    const { page } = officer;
    await open(`/alerts/${resting.id}`);
    await page.getByText('依据的外部数据：死亡信息（2026-09，2026-10-08 到达）。').waitFor();
    await open(`/alerts/${other.id}`);
    await page.getByRole('heading', { name: '发现了什么' }).waitFor();
    expect(await page.getByText('依据的外部数据').count()).toBe(0);
  });

  it('an alert that a colleague changed meanwhile is not closed, and the page says what changed', async () => {
    const alert = await anAlert().answered('P5').save(desk.api.database);
    await open(`/alerts/${alert.id}`);
    const { page } = officer;
    const close = page.getByRole('button', { name: '接受答复并办结' });
    await close.waitFor();
    const colleague = await desk.api.signedIn('李强');
    await colleague.call(routes.returnAlert, {
      params: { alertId: alert.id },
      body: { revision: alert.revision, reason: '更正单没有盖章' },
    });
    await close.click();
    const note = page.getByRole('alert');
    await note.waitFor();
    expect(await note.innerText()).toContain('您的操作没有执行');
    await note.getByText('状态：待审核答复 → 退回待补').waitFor();
    expect(await note.innerText()).toContain('更正单没有盖章');
  });

  it('filters live in the URL and come back with it', async () => {
    await open('/alerts?state=screened&severity=high');
    const { page } = officer;
    await page.getByText('清除筛选').first().waitFor();
    const states = page.locator('tbody tr td:nth-last-child(2)');
    await states.first().waitFor();
    expect(new Set(await states.allInnerTexts())).toEqual(new Set(['◎ 待下发']));
    await page.getByText('清除筛选').first().click();
    await page.waitForURL(`${desk.api.url}/alerts`);
    await page.goBack();
  });

  it('the keyboard works the list and the alert goes on to the next one', async () => {
    await open('/queue?bucket=open');
    const { page } = officer;
    const numbers = page.locator('tbody tr td.card-heading');
    await numbers.first().waitFor();
    const second = (await numbers.nth(1).innerText()).match(/津预\S+/)![0];
    const third = (await numbers.nth(2).innerText()).match(/津预\S+/)![0];
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText(second).first().waitFor();
    await page.getByText(/第 2 条，共 \d+ 条/).waitFor();
    await page.getByRole('link', { name: '下一条' }).click();
    await page.getByText(third).first().waitFor();
    await page.getByText(/第 3 条，共 \d+ 条/).waitFor();
  });

  it('a list that fails says what to do with the request number, and can be tried again', async () => {
    const { page } = officer;
    const reply = { code: 'INTERNAL', details: {}, requestId: 'req-4711' };
    await page.route('**/api/alerts?*', (route) => route.fulfill({ status: 500, json: reply }));
    await open('/alerts');
    await page.getByText('请求号 req-4711').waitFor();
    expect(await page.getByRole('navigation', { name: '主菜单' }).isVisible()).toBe(true);
    // What could not be read is not said to be nothing.
    expect(await page.getByText('共 0 条').count()).toBe(0);
    await page.unroute('**/api/alerts?*');
    await page.getByRole('button', { name: '重试' }).click();
    await page.locator('tbody tr').first().waitFor();
  });

  it('nothing is fetched from outside, and the browser has nothing to complain about', () => {
    expect(officer.foreign).toEqual([]);
    expect(officer.complaints).toEqual([]);
  });

  for (const size of ['desk', 'phone'] as const) {
    it(`axe finds no barrier on queue, list and alert (${size})`, async () => {
      const alert = await anAlert().answered('P5').save(desk.api.database);
      const person = await desk.signIn('张敏', { roles: ['supervision_officer'] }, size);
      for (const [path, ready] of [
        ['/queue', 'tbody tr'],
        ['/alerts', 'tbody tr'],
        [`/alerts/${alert.id}`, '#guidance-why'],
      ] as const) {
        await person.page.goto(desk.api.url + path);
        await person.page.locator(ready).first().waitFor();
        expect(await findBarriers(person.page), path).toEqual([]);
      }
      await person.context.close();
    });
  }
});
