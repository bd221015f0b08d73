import { sweepDraftChecks } from '@fundwatch/application';
import { checkDraft } from '@fundwatch/application/facts';
import { systemContext } from '@fundwatch/domain/identity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDraftCheck } from '../../jobs/src/platform/run-draft-check.js';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

describeWith('browser', 'the desk of own indicators', () => {
  let desk: Desk;
  let officer: Person;
  const system = systemContext('test', 'test');
  const fitsPhone = async ({ page }: Person) => {
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  };
  const fitsDesk = ({ page }: Person) => page.setViewportSize({ width: 1440, height: 900 });
  /** What the workers do. */
  const work = async () => {
    const { app } = desk.api;
    await sweepDraftChecks(app, system);
    const open = await app.database.withContext(system, ({ indicatorDrafts }) =>
      indicatorDrafts.openChecks(app.realTime()),
    );
    for (const { id, revision } of open) await checkDraft(app, system, { draftId: id, revision }, runDraftCheck);
    return open.length;
  };
  const checkIt = async () => {
    await officer.page.getByRole('button', { name: '检查并运行用例' }).click();
    await expect.poll(work, { timeout: 30_000 }).toBeGreaterThan(0);
  };

  beforeAll(async () => {
    desk = await openDesk();
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('an officer begins one with a code of the office', async () => {
    const { page } = officer;
    await page.goto(`${desk.api.url}/indicators`);
    await page.getByRole('link', { name: '本单位指标' }).click();
    await page.getByText('还没有草稿').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'own-indicators-empty');
    await page.getByLabel('新指标的代码').fill('DY01');
    await page.getByRole('button', { name: '新建草稿' }).click();
    await page.getByText('本单位指标不能使用这个代码').waitFor();
    await page.getByLabel('新指标的代码').fill('DY51');
    await page.getByRole('button', { name: '新建草稿' }).click();
    await page.getByRole('heading', { name: 'DY51 草稿' }).waitFor();
  });

  it('a problem of the query leads to its line, with the dictionary beside it', async () => {
    const { page } = officer;
    await page.getByRole('button', { name: '查询', exact: true }).click();
    const query = page.getByRole('textbox', { name: '查询' });
    const written = await query.inputValue();
    await query.fill(written.replace('payment.amount > parameter', 'payment.amount / 2 > parameter'));
    await page.getByText('已保存').waitFor();
    await page.reload();
    await page.getByRole('button', { name: '查询', exact: true }).click();
    expect(await query.inputValue()).toContain('payment.amount / 2');
    await checkIt();
    await page.getByRole('heading', { name: '发现 1 个问题' }).waitFor();
    const line = written.split('\n').findIndex((text) => text.includes('payment.amount > parameter')) + 1;
    await page.getByRole('button', { name: `查询 第 ${line} 行` }).click();
    expect(
      await query.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd)),
    ).toContain('payment.amount / 2');
    await page.getByLabel('查找表、字段或函数').fill('身份');
    await page.getByRole('button', { name: 'id_number' }).first().waitFor();
    await page.mouse.move(0, 0);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'own-indicator-problem');
    await fitsPhone(officer);
    await takePicture(officer, 'own-indicator-problem-390');
    await fitsDesk(officer);
    await query.fill(written);
    await page.getByText('已保存').waitFor();
  });

  it('what was saved elsewhere is not overwritten, and what is typed here stays', async () => {
    const { page } = officer;
    const query = page.getByRole('textbox', { name: '查询' });
    const written = await query.inputValue();
    await desk.api.sql(`update fundwatch.indicator_draft set revision = revision + 1`);
    await query.fill(`${written}-- 这里打的字\n`);
    await page.getByText('这份草稿在别处保存过').waitFor();
    expect(await query.inputValue()).toContain('这里打的字');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: '放弃我的修改，载入最新内容' }).click();
    await expect.poll(() => query.inputValue()).toBe(written);
  });

  it('when every case passes, it is submitted with a reason', async () => {
    const { page } = officer;
    await checkIt();
    await page.getByRole('heading', { name: '用例：2 个中通过 2 个' }).waitFor();
    const submit = page.getByRole('button', { name: '提交 DY51' });
    expect(await submit.isDisabled()).toBe(true);
    await page.getByLabel('理由').fill('本地大额待遇需逐笔核实');
    await page.mouse.move(0, 0);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'own-indicator-passed');
    await submit.click();
    await page.getByText('本单位自建指标').waitFor();
    await page.goto(`${desk.api.url}/indicators/drafts`);
    await page.getByRole('link', { name: /DY51 本单位指标/ }).waitFor();
    await takePicture(officer, 'own-indicators');
    await fitsPhone(officer);
    await takePicture(officer, 'own-indicators-390');
  });
});
