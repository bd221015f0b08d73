import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, typePassword, type Desk, type Person } from './open-desk.js';

const handlerOfHeping = { roles: ['agency_handler' as const], organisation: '120101' };
const pdf = { name: '更正单.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };

describeWith('browser', "the agency's desk", () => {
  let desk: Desk;
  let handler: Person;
  const open = (path: string) => handler.page.goto(desk.api.url + path);

  beforeAll(async () => {
    desk = await openDesk();
    handler = await desk.signIn('刘芳', handlerOfHeping);
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('an alert is signed for, answered with evidence, and closed by the officer', async () => {
    const alert = await anAlert().dispatchedTo('120101').save(desk.api.database);
    await open('/queue');
    const { page } = handler;
    await page.getByRole('link', { name: alert.number }).click();
    await page.getByRole('button', { name: /^签收，\d+月\d+日 前答复$/ }).click();
    await page.getByRole('link', { name: '填写答复' }).click();

    await page.getByText('经办差错', { exact: true }).click();
    await page.locator('#answer-explanation').fill('死亡信息到得晚，系统未及时停发，已停发并追回。');
    await page.getByLabel('更正单据号').fill('津和更2026-018');
    await page.getByLabel('涉及金额').fill('8,412.00');
    await page.getByLabel('已追回金额').fill('2804');
    await page.locator('input[name=attachments]').setInputFiles(pdf);
    await page.getByRole('button', { name: '移除 更正单.pdf' }).waitFor();
    await page.getByText('必填内容已齐。').waitFor();
    await page.getByRole('button', { name: '预览' }).click();
    await page.getByText('8,412.00 元').first().waitFor();
    await page.getByRole('button', { name: '提交答复，交监督机构审核' }).click();
    await page.waitForURL(`**/alerts/${alert.id}`);
    await page.getByText('正在等待监督机构审核。').waitFor();

    const officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    await officer.page.goto(`${desk.api.url}/alerts/${alert.id}`);
    await officer.page.getByText('津和更2026-018').waitFor();
    const download = officer.page.waitForEvent('download');
    await officer.page.getByRole('link', { name: '更正单.pdf' }).click();
    expect((await download).suggestedFilename()).toBe('更正单.pdf');
    await officer.page.getByRole('button', { name: '接受答复并办结' }).click();
    await officer.page.getByRole('complementary').getByText('✓ 已办结').waitFor();
    await officer.context.close();
  });

  it('an answer that lacks something says what, and leads there', async () => {
    const alert = await anAlert().received().save(desk.api.database);
    await open(`/alerts/${alert.id}/answer`);
    const { page } = handler;
    await page.getByText('疑似欺诈冒领', { exact: true }).click();
    const missing = page.locator('#missing-list');
    for (const name of ['核查情况说明', '涉及人员', '涉及月份']) await missing.getByText(name).waitFor();
    await page.getByRole('button', { name: '提交答复，交监督机构审核' }).click();
    await missing.getByRole('button', { name: '涉及月份' }).click();
    expect(await page.getByLabel('涉及月份').evaluate((field) => field === document.activeElement)).toBe(true);
    const [row] = await desk.api.sql(`select state from fundwatch.alert where id = $1`, [alert.id]);
    expect(row).toEqual({ state: 'received' });
  });

  it('a file that was not taken is said where the answer is sent, and a field to choose is marked as well', async () => {
    const alert = await anAlert().received().save(desk.api.database);
    await open(`/alerts/${alert.id}/answer`);
    const { page } = handler;
    await page.getByText('数据质量问题', { exact: true }).click();
    await page.getByRole('button', { name: '提交答复，交监督机构审核' }).click();
    const choice = page
      .locator('.field', { has: page.getByText('更正的数据表', { exact: true }) })
      .locator('.el-select__wrapper');
    // Its border changes slowly.
    await expect
      .poll(() => choice.evaluate((field) => getComputedStyle(field).boxShadow))
      .toContain('rgb(178, 58, 30)');
    await page.setInputFiles('input[name=attachments] >> nth=0', {
      name: '程序.exe',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('MZ'),
    });
    await page.getByText('1 个文件没有传成').waitFor();
    await page.getByRole('button', { name: '移除 程序.exe' }).click();
    await page.getByText('1 个文件没有传成').waitFor({ state: 'detached' });
  });

  it('what was typed comes back after the page was left', async () => {
    const alert = await anAlert().received().save(desk.api.database);
    await open(`/alerts/${alert.id}/answer`);
    const { page } = handler;
    await page.locator('#answer-explanation').fill('写了一半的说明');
    await page.getByText(/草稿已保存/).waitFor();
    await page.evaluate(() => sessionStorage.clear());
    await open('/queue');
    await open(`/alerts/${alert.id}/answer`);
    await page.getByText(/已恢复上次填写的内容/).waitFor();
    expect(await page.locator('#answer-explanation').inputValue()).toBe('写了一半的说明');
  });

  it('a session that expires opens a dialog over the page, and what was typed is kept and saved', async () => {
    const alert = await anAlert().received().save(desk.api.database);
    await open(`/alerts/${alert.id}/answer`);
    const { page } = handler;
    await page.locator('#answer-explanation').waitFor();
    desk.api.realTime.pass(31);
    await page.locator('#answer-explanation').fill('会话过期时正在写的内容');
    await page.getByRole('dialog').getByText('页面上已填写的内容都在').waitFor();
    await typePassword(page);
    await page.getByText(/草稿已保存/).waitFor();
    expect(await page.locator('#answer-explanation').inputValue()).toBe('会话过期时正在写的内容');
    const [draft] = await desk.api.sql(`select body from fundwatch.answer_draft where alert_id = $1`, [alert.id]);
    expect(draft).toMatchObject({ body: { explanation: '会话过期时正在写的内容' } });
  });

  it('an answer to an alert that changed meanwhile is refused, shows what changed, and keeps the text', async () => {
    const alert = await anAlert().received().save(desk.api.database);
    await open(`/alerts/${alert.id}/answer`);
    const { page } = handler;
    await page.getByText('规则或软件误报', { exact: true }).click();
    await page.locator('#answer-explanation').fill('参数过严');
    await page.getByLabel('误报原因').fill('夫妻共用账户');
    await page.getByLabel('建议参数').fill('3 人');
    await page.getByText('必填内容已齐。').waitFor();
    await desk.api.sql(`update fundwatch.alert set revision = revision + 1, hits = 2 where id = $1`, [alert.id]);
    await page.getByRole('button', { name: '提交答复，交监督机构审核' }).click();
    const note = page.getByRole('alert');
    await note.getByText('命中：1 → 2').waitFor();
    expect(await note.innerText()).toContain('您填写的内容都在');
    expect(await page.locator('#answer-explanation').inputValue()).toBe('参数过严');
    await page.getByRole('button', { name: '提交答复，交监督机构审核' }).click();
    await page.waitForURL(`**/alerts/${alert.id}`);
  });

  it("another agency's alert is not found, and the office's pages are not for it", async () => {
    const others = await anAlert().dispatchedTo('120102').save(desk.api.database);
    await open(`/alerts/${others.id}`);
    await handler.page.getByText('没有找到这条预警').waitFor();
    await open('/users');
    await handler.page.getByText('您的角色没有这个页面').waitFor();
    const menu = await handler.page.getByRole('navigation', { name: '主菜单' }).innerText();
    expect(menu).toContain('待办');
    expect(menu).not.toContain('工作台');
  });

  it('nothing is fetched from outside, and the browser has nothing to complain about', () => {
    expect(handler.foreign).toEqual([]);
    expect(handler.complaints).toEqual([]);
  });

  for (const size of ['desk', 'phone'] as const) {
    it(`axe finds no barrier on sign-in, queue, alert and answer (${size})`, async () => {
      const alert = await anAlert().returned().save(desk.api.database);
      const visitor = await desk.visit(size);
      await visitor.page.goto(`${desk.api.url}/sign-in`);
      await visitor.page.getByLabel('用户名').waitFor();
      expect(await findBarriers(visitor.page)).toEqual([]);
      await visitor.context.close();
      const person = await desk.signIn('刘芳', handlerOfHeping, size);
      for (const [path, ready] of [
        ['/queue', 'tbody tr'],
        [`/alerts/${alert.id}`, '#guidance-why'],
        [`/alerts/${alert.id}/answer`, '#answer-explanation'],
      ] as const) {
        await person.page.goto(desk.api.url + path);
        await person.page.locator(ready).first().waitFor();
        expect(await findBarriers(person.page), path).toEqual([]);
      }
      await person.context.close();
    });
  }
});
