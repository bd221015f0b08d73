import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { chooseOption } from './choose-option.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

describeWith('browser', 'the library of indicators', () => {
  let desk: Desk;
  let officer: Person;
  let handler: Person;

  const open = (person: Person, path: string) => person.page.goto(desk.api.url + path);
  const fitsPhone = async (person: Person) => {
    await person.page.setViewportSize({ width: 390, height: 844 });
    expect(await person.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  };
  const fitsDesk = (person: Person) => person.page.setViewportSize({ width: 1440, height: 900 });
  beforeAll(async () => {
    desk = await openDesk();
    const { database } = desk.api;
    for (const type of ['P4', 'P9', 'P3'] as const) await anAlert().of('NK02').answered(type).save(database);
    await anAlert().of('DY01').answered('P7').worth('1600.50').closed().save(database);
    await anAlert().of('DY01').at('120102').answered('P4').save(database);
    await anAlert().of('DY01').raisedAt('2026-08-10T01:00:00.000Z').save(database);
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    handler = await desk.signIn('刘红', { roles: ['agency_handler'], organisation: '120101' });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('shows what each indicator brought, and puts work for least first when asked', async () => {
    const { page } = officer;
    await open(officer, '/indicators');
    const row = page.getByRole('row', { name: /DY01/ });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/第 \d+ 版 · 目录[\s\S]*50%/);
    await chooseOption(officer, '排序', '费力少功');
    await page.getByText('费力少功：').waitFor();
    const first = page.getByRole('row').nth(1);
    expect(await first.innerText()).toMatch(/NK02[\s\S]*0%\s+3/);
    expect(new URL(page.url()).search).toContain('order=work');
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'library');
    await fitsPhone(officer);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'library-390');
    await fitsDesk(officer);
  });

  it('is searched by what an indicator catches, and says what the waiting ones wait for', async () => {
    const { page } = officer;
    await open(officer, '/indicators?status=needs_data');
    const waiting = [...desk.api.app.unjudged.values()].find(({ status }) => status === 'needs_data')!;
    const row = page.getByRole('row', { name: new RegExp(waiting.code) });
    await row.waitFor();
    expect(await row.innerText()).toContain(waiting.waitsFor[0]!.zh);
    expect(await page.getByRole('row', { name: /DY01/ }).count()).toBe(0);
    await takePicture(officer, 'library-waiting');
    await row.getByRole('link').first().click();
    await page.getByRole('heading', { name: '在等什么数据' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await open(officer, '/indicators');
    await page.getByRole('textbox', { name: '编号、名称、内容' }).fill('没有这样的词');
    await page.keyboard.press('Enter');
    await page.getByText('没有符合条件的指标').waitFor();
    await page.getByRole('main').getByRole('button', { name: '清除筛选' }).last().click();
    await page.getByRole('row', { name: /DY01/ }).waitFor();
  });

  it('leads to the page of an indicator: precision, trend by agency, cases and source', async () => {
    const { page } = officer;
    await open(officer, '/indicators/DY01');
    await page.getByRole('heading', { name: '精准度' }).waitFor();
    const main = page.getByRole('main');
    expect(await main.innerText()).toMatch(/50%（1\/2）[\s\S]*1,600.50 元/);
    const agency = page.getByRole('row', { name: /河东区社保中心/ });
    expect(await agency.innerText()).toContain('0%（0/1）');
    await page.getByRole('img', { name: /2026-08 1 \(0\)，2026-09 0 \(0\)，2026-10 2 \(1\)/ }).waitFor();
    await chooseOption(officer, '机构', '河东区社保中心');
    await page.getByRole('img', { name: /：2026-10 1 \(0\)$/ }).waitFor();
    await page.getByRole('heading', { name: /验证用例 \d+ 个/ }).waitFor();
    await page.getByText('查看 SQL').click();
    expect(await page.locator('pre').innerText()).toContain('select');
    await page.getByRole('button', { name: '复制 SQL' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /已复制|不允许复制/ })
      .waitFor();
    await page.mouse.move(0, 0);
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'library-indicator');
    await fitsPhone(officer);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'library-indicator-390');
    await fitsDesk(officer);
  });

  it('tells an agency what an indicator says, and nothing of the others’ answers or of the query', async () => {
    const { page } = handler;
    await open(handler, '/indicators/DY01');
    await page.getByRole('heading', { name: '怎么核查' }).waitFor();
    expect(await page.getByRole('heading', { name: '精准度' }).count()).toBe(0);
    expect(await page.getByText('查看 SQL').count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    expect(handler.complaints).toEqual([]);
  });

  it('keeps the library when the figures cannot be read, and says so', async () => {
    const { page } = officer;
    await page.route('**/api/indicator-precision*', (route) => route.abort());
    await open(officer, '/indicators');
    await page.getByRole('row', { name: /DY01/ }).waitFor();
    await page.getByRole('alert').first().waitFor();
    await page.unroute('**/api/indicator-precision*');
  });

  it('never asks for anything elsewhere', () => {
    expect(officer.foreign).toEqual([]);
  });
});
