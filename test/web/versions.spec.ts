import { readFile } from 'node:fs/promises';
import { compareVersions } from '@fundwatch/application/facts';
import { systemContext } from '@fundwatch/domain/identity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { business, idNumber, NORTH, payment, person } from '../support/a-month.js';
import { describeWith } from '../support/needs.js';
import { sendCheckedPackage } from '../support/checked-package.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';

describeWith('browser', 'the versions of a submission', () => {
  let desk: Desk;
  let officer: Person;
  let handler: Person;
  let first: string;
  let second: string;
  let refused: string;

  const open = (one: Person, path: string) => one.page.goto(desk.api.url + path);
  const send = async (spec: Parameters<typeof sendCheckedPackage>[1]) =>
    (await sendCheckedPackage(desk.api, spec, { by: '吴工' })).submissionId;

  beforeAll(async () => {
    desk = await openDesk();
    await desk.api.addAccount({ userName: '吴工', roles: ['information_institution'] });
    const people = [1, 2, 3].map((number) => person(number));
    const payments = [1, 2, 3].map((number) => payment(number, number));
    await send({ ...business(NORTH, people.slice(0, 2), payments.slice(0, 2)), period: '202608' });
    first = await send(business(NORTH, people, payments));
    const corrected = [person(1), person(2, { name: '李四' }), person(4)];
    second = await send(business(NORTH, corrected, [payment(1, 1, { amount: '1200.50' })], { version: 2 }));
    refused = await send(business(NORTH, [person(1, { sex: '7' })], [], { version: 3 }));
    await compareVersions(desk.api.app, systemContext('test', 'test'), { submissionId: second });
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    handler = await desk.signIn('刘芳', { roles: ['agency_handler'], organisation: NORTH });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('the list and the page say that no reason was stated, until the agency states it on the page', async () => {
    await open(officer, '/submissions');
    await officer.page.getByText('未说明原因').waitFor();
    await open(handler, `/submissions/${second}`);
    const { page } = handler;
    await page.getByText('本版本替换了版本 1，请说明重报原因。').waitFor();
    await page.getByRole('button', { name: '说明重报原因' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('更正姓名，补报一人');
    await page.getByRole('button', { name: '提交版本 2 的重报原因' }).click();
    await page.getByText('更正姓名，补报一人').first().waitFor();
    expect(await page.getByText('未说明原因').count()).toBe(0);
    await open(officer, `/submissions/${second}`);
    await officer.page.getByText('更正姓名，补报一人').first().waitFor();
    expect(await officer.page.getByRole('button', { name: '改写重报原因' }).count()).toBe(0);
  });

  it('the page shows rows against the month before, and what the version changed, table by table', async () => {
    await open(officer, `/submissions/${second}`);
    const { page } = officer;
    const people = page.locator('#tables tbody tr').filter({ hasText: 'person' }).first();
    await people.waitFor();
    expect((await people.locator('td').allInnerTexts()).slice(1, 4)).toEqual(['3', '2', '+1']);
    const row = page.locator('#differences tbody tr').filter({ hasText: 'benefit_payment' });
    await row.waitFor();
    expect(await row.innerText()).toContain('3,000.00 → 1,200.50');
    expect((await row.locator('td').allInnerTexts()).slice(1, 5)).toEqual(['3 → 1', '1', '0', '−2']);
    expect(await page.locator('#versions tbody tr').count()).toBe(3);
  });

  it('differing rows open masked, and unmasked with a reason that is kept', async () => {
    await open(officer, `/submissions/${second}`);
    const { page } = officer;
    await page
      .locator('#differences')
      .getByRole('link', { name: /^参保人.* person$/ })
      .click();
    await page.getByText('改动 1 行，新增 1 行，减少 1 行').waitFor();
    await page.getByText('李*').waitFor();
    await page.getByRole('button', { name: '显示个人信息' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('核对改名');
    await page.getByRole('dialog').getByRole('button', { name: '显示个人信息' }).click();
    await page.getByText('李四').waitFor();
    const kept = await desk.api.sql(
      `select reason from fundwatch.audit_event where action = 'submission.unmask-differences'`,
    );
    expect(kept).toEqual([{ reason: '核对改名' }]);
    await page.getByRole('button', { name: '恢复脱敏' }).click();
    await page.getByText('李*').waitFor();
  });

  it('a table opens by keyboard, is searched by number, and downloads masked', async () => {
    await open(officer, `/submissions/${first}`);
    const { page } = officer;
    await page.locator('#tables tbody tr').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${desk.api.url}/submissions/${first}/tables/*`);
    await open(officer, `/submissions/${first}/tables/person`);
    await page.getByText('共 3 行').waitFor();
    expect(await page.locator('tbody').innerText()).not.toContain(idNumber(1));
    await page.getByLabel('编号开头（主键、个人、单位或人员编号）').fill('P2');
    await page.keyboard.press('Enter');
    await page.getByText('共 1 行', { exact: true }).waitFor();
    expect(page.url()).toContain('startsWith=P2');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载全表（CSV，已脱敏）' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe('120101-110-202609-v1-person.csv');
    const text = await readFile((await file.path())!, 'utf8');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(text.split('\r\n')).toHaveLength(5);
    expect(text).not.toContain(idNumber(1));
  });

  it('the errors of a refusal are saved as a table, and its agency has its package back', async () => {
    await open(handler, `/submissions/${refused}`);
    const { page } = handler;
    const errors = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载错误清单（CSV）' }).click();
    const table = await readFile((await (await errors).path())!, 'utf8');
    expect(table.split('\r\n')[1]).toMatch(/^person\.csv,person,1,sex,7,/);
    const sent = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载', exact: true }).click();
    expect((await sent).suggestedFilename()).toBe('120101-202609.zip');
  });

  it('nothing is fetched from outside, and the browser has nothing to complain about', () => {
    for (const one of [officer, handler]) {
      expect(one.foreign).toEqual([]);
      expect(one.complaints).toEqual([]);
    }
  });

  for (const size of ['desk', 'phone'] as const) {
    it(`axe finds no barrier on these pages (${size})`, async () => {
      const one = await desk.signIn('张敏', { roles: [] }, size);
      for (const [path, ready] of [
        [`/submissions/${second}`, '#differences tbody tr'],
        [`/submissions/${second}/differences/person`, 'tbody tr'],
        [`/submissions/${second}/tables/person`, 'tbody tr'],
      ] as const) {
        await open(one, path);
        await one.page.locator(ready).first().waitFor();
        expect(await findBarriers(one.page), path).toEqual([]);
        const wide = await one.page.evaluate('document.documentElement.scrollWidth > innerWidth');
        expect(wide, path).toBe(false);
      }
      await one.context.close();
    });
  }
});
