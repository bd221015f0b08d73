import { afterAll, beforeAll, expect, it } from 'vitest';
import { business, idNumber, NORTH, payment, person } from '../support/a-month.js';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { sendCheckedPackage } from '../support/checked-package.js';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

describeWith('browser', 'the search box', () => {
  let desk: Desk;
  let officer: Person;
  let clerk: Person;
  let alert: BuiltAlert;
  let other: BuiltAlert;
  const asked: string[] = [];

  const rests = async ({ page }: Person) => {
    await page.mouse.move(0, 0);
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  };
  async function look(person: Person, name: string): Promise<void> {
    const { page } = person;
    await rests(person);
    expect(await findBarriers(page), name).toEqual([]);
    await takePicture(person, name);
    await page.setViewportSize({ width: 390, height: 844 });
    await rests(person);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(390);
    expect(await findBarriers(page), `${name} 390`).toEqual([]);
    await takePicture(person, `${name}-390`);
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  /** By keyboard alone. */
  async function search({ page }: Person, text: string): Promise<void> {
    await page.locator('h1').first().waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('/');
    const box = page.getByRole('textbox', { name: '查找预警' });
    await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
    await box.fill(text);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/(search|alerts\/)/);
  }

  beforeAll(async () => {
    desk = await openDesk();
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    clerk = await desk.signIn('马丽', { roles: ['agency_handler'], organisation: '120102' });
    for (const { page } of [officer, clerk]) page.on('request', (request) => asked.push(request.url()));
    alert = await anAlert().about('P1').dispatchedTo(NORTH).save(desk.api.database);
    other = await anAlert().of('DY04').about('P1').save(desk.api.database);
    await sendCheckedPackage(desk.api, business(NORTH, [person(1), person(2)], [payment(1, 1)]), { by: '张敏' });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('leads from a citizen id to the person and her alerts; the id is in no address', async () => {
    const { page } = officer;
    await page.goto(`${desk.api.url}/queue`);
    await search(officer, idNumber(1));
    await page.getByRole('heading', { name: '预警（2）' }).waitFor();
    await page.getByText('退****').waitFor();
    for (const { number } of [alert, other]) await page.getByText(number).first().waitFor();
    expect(await page.locator('body').innerText()).not.toContain(idNumber(1));
    expect(await page.getByRole('textbox', { name: '查找预警' }).inputValue()).toBe('');
    await look(officer, 'search-person');
    expect(page.url()).toBe(`${desk.api.url}/search`);
    await page.getByRole('link', { name: /P1/ }).first().click();
    await page.waitForURL(/\/subjects\/person\/120101\/110\/P1/);
    expect(asked.filter((url) => url.includes(idNumber(1)) || url.includes(encodeURIComponent('退休')))).toEqual([]);
  });

  it('leads from the number of an alert straight to it, and says of a printed account why it finds nothing', async () => {
    const { page } = officer;
    await search(officer, alert.number);
    await page.waitForURL(`${desk.api.url}/alerts/${alert.id}`);
    await search(officer, '6222 0212 3456 7890 123');
    await page.getByText('不能按账号原文查找').waitFor();
    await look(officer, 'search-account');
  });

  it('takes a name or an id out of the list’s own filter, too, and forgets it when the page is opened anew', async () => {
    const { page } = officer;
    await page.goto(`${desk.api.url}/alerts`);
    await page.getByRole('textbox', { name: '预警号 / 编号 / 指标' }).fill('退休人员1');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${desk.api.url}/search`);
    await page.getByText('退****').waitFor();
    await page.reload();
    await page.getByText('在上方输入要查找的内容').waitFor();
    await look(officer, 'search-empty');
    await page.goto(`${desk.api.url}/alerts`);
    await page.getByRole('textbox', { name: '预警号 / 编号 / 指标' }).fill('P1');
    await page.keyboard.press('Enter');
    await page.waitForURL(/text=P1/);
    expect(asked.filter((url) => decodeURIComponent(url).includes('退休人员1'))).toEqual([]);
  });

  it('finds nothing of another agency’s person', async () => {
    const { page } = clerk;
    await page.goto(`${desk.api.url}/queue`);
    await search(clerk, idNumber(1));
    await page.getByText('没有相关预警').waitFor();
    expect(await page.getByRole('heading', { name: /对象/ }).count()).toBe(0);
    for (const one of [officer, clerk]) expect([...one.foreign, ...one.complaints]).toEqual([]);
  });
});
