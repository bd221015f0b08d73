import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { chooseOption } from './choose-option.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

describeWith('browser', 'the desk of duties and stand-ins', () => {
  let desk: Desk;
  let head: Person;
  let colleague: Person;
  let clerk: Person;
  const alerts: BuiltAlert[] = [];
  let questioned: BuiltAlert;

  const open = (person: Person, path: string) => person.page.goto(desk.api.url + path);
  const rests = async ({ page }: Person) => {
    await page.mouse.move(0, 0);
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  };
  /** Looked at by axe and by eye, at the desk and on the phone. */
  async function look(person: Person, name: string, within = 'html'): Promise<void> {
    const { page } = person;
    await rests(person);
    expect(await findBarriers(page, within), name).toEqual([]);
    await takePicture(person, name);
    await page.setViewportSize({ width: 390, height: 844 });
    await rests(person);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(390);
    expect(await findBarriers(page, within), `${name} 390`).toEqual([]);
    await takePicture(person, `${name}-390`);
    await page.setViewportSize({ width: 1440, height: 900 });
  }

  beforeAll(async () => {
    desk = await openDesk();
    for (let n = 0; n < 3; n += 1) alerts.push(await anAlert().save(desk.api.database));
    questioned = await anAlert()
      .of('NK05')
      .dispatchedTo('120101')
      .behind({ hitKey: 'b1', evidence: { first_review_by: 'S0101' } })
      .save(desk.api.database);
    head = await desk.signIn('王主任', { roles: ['supervision_head'] });
    colleague = await desk.signIn('赵刚', { roles: ['supervision_officer'] });
    await desk.api.addAccount({ userName: '张敏', roles: ['supervision_officer'] });
    clerk = await desk.signIn('刘红', { roles: ['agency_handler'], organisation: '120101' });
    await desk.api.sql(`update fundwatch.app_user set staff_no = 'S0101' where user_name = '刘红'`);
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('the head assigns a batch, and the queue counts whose work it is', async () => {
    const { page } = head;
    await open(head, '/queue');
    await page.getByRole('button', { name: '未分派 4' }).click();
    for (const { number } of alerts.slice(0, 2))
      await page
        .getByRole('row', { name: new RegExp(number) })
        .locator('.el-checkbox')
        .click();
    await page.getByRole('button', { name: '分派 2 条…' }).click();
    await chooseOption(head, '接办人员', '张敏');
    await look(head, 'duty-assign', '.el-dialog__body');
    await page.getByRole('button', { name: '分派给 张敏' }).click();
    await page.getByText('已分派 2 条。').waitFor();
    await page.getByRole('button', { name: '未分派 2' }).waitFor();
    await look(head, 'duty-queue');
  });

  it('the head enters who stands in, and the stand-in finds the absent one’s alerts among his own', async () => {
    const { page } = head;
    await open(head, '/duties');
    await page.getByRole('row', { name: /张敏/ }).waitFor();
    await page.getByRole('button', { name: '登记代班…' }).click();
    await chooseOption(head, '不在岗人员', '张敏');
    await chooseOption(head, '代班人员', '赵刚');
    await page.getByLabel('止日（含）').fill('2026-10-23');
    await page.keyboard.press('Enter');
    await page.getByLabel('事由').fill('休假');
    await look(head, 'duty-stand-in', '.el-dialog__body');
    await page.getByRole('button', { name: '由 赵刚 代 张敏 的班' }).click();
    await page.getByText('张敏 由 赵刚 代班').waitFor();
    await look(head, 'duty-page');

    await open(colleague, '/queue');
    await colleague.page.getByRole('button', { name: '代班 2' }).waitFor();
    await colleague.page.getByRole('button', { name: '我的 2' }).click();
    await colleague.page.getByText('今天代 张敏 的班').waitFor();
    await look(colleague, 'duty-queue-stand-in');
    await open(colleague, `/alerts/${alerts[0]!.id}`);
    await colleague.page.getByRole('button', { name: /确认为疑点/ }).click();
    await colleague.page.getByText('赵刚（监测人员） 代 张敏').first().waitFor();
    await look(colleague, 'duty-alert');
  });

  it('a clerk whose own work is questioned is told that a colleague answers', async () => {
    await open(clerk, `/alerts/${questioned.id}`);
    await clerk.page.getByText('应当回避').waitFor();
    expect(await clerk.page.getByRole('button', { name: /签收/ }).count()).toBe(0);
    await look(clerk, 'duty-involved');
    for (const person of [head, colleague, clerk]) expect([...person.foreign, ...person.complaints]).toEqual([]);
  });
});
