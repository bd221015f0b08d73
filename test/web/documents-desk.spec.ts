import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PizZip from 'pizzip';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { testConfig } from '../support/config.js';
import { describeWith } from '../support/needs.js';
import { docxText, pdfText } from '../support/read-papers.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

describeWith('browser', 'the desk of documents', () => {
  let desk: Desk;
  let officer: Person;
  let handler: Person;
  let alert: BuiltAlert;

  const open = (person: Person, path: string) => person.page.goto(desk.api.url + path);
  const narrow = ({ page }: Person) => page.setViewportSize({ width: 390, height: 844 });
  const wide = ({ page }: Person) => page.setViewportSize({ width: 1440, height: 900 });
  const rests = async ({ page }: Person) => {
    await page.mouse.move(0, 0);
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  };
  const saved = async (page: Page, act: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent('download'), act()]);
    const bytes = await readFile(await download.path());
    if (testConfig.pictures) await writeFile(join(testConfig.pictures, download.suggestedFilename()), bytes);
    return { name: download.suggestedFilename(), bytes };
  };

  beforeAll(async () => {
    desk = await openDesk();
    alert = await anAlert()
      .about('P0012345')
      .received()
      .behind({ hitKey: 'PAY001', amount: '2804.00', evidence: { pay_month: '202607' } })
      .save(desk.api.database);
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    handler = await desk.signIn('刘红', { roles: ['agency_handler'], organisation: '120101' });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('an officer makes the letter of an alert and saves it in both formats', async () => {
    const { page } = officer;
    await open(officer, `/alerts/${alert.id}`);
    const block = page.getByRole('region', { name: '文书' });
    await block.getByText('还没有制作文书。').waitFor();
    await block.getByText('制作文书', { exact: true }).click();
    await block.getByRole('button', { name: '制作预警信息' }).click();
    await block.getByText('津社基预〔2026〕1号', { exact: true }).waitFor();
    const pdf = await saved(page, () => block.getByRole('button', { name: /下载预警信息.*pdf/ }).click());
    expect(pdf.name).toBe('预警信息-津社基预〔2026〕1号.pdf');
    expect((await pdfText(pdf.bytes)).text).toContain(alert.number);
    const docx = await saved(page, () => block.getByRole('button', { name: /下载预警信息.*docx/ }).click());
    expect(docxText(docx.bytes)).toContain('和平区社保中心：');
    await rests(officer);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'alert-documents');
    await narrow(officer);
    await rests(officer);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await takePicture(officer, 'alert-documents-390');
    await wide(officer);
  });

  it('the agency saves the letter that it was sent, and makes no letter itself', async () => {
    await open(handler, `/alerts/${alert.id}`);
    const block = handler.page.getByRole('region', { name: '文书' });
    await block.getByText('津社基预〔2026〕1号', { exact: true }).waitFor();
    expect(await block.getByRole('button', { name: /制作预警信息/ }).count()).toBe(0);
    const pdf = await saved(handler.page, () => block.getByRole('button', { name: /下载预警信息.*pdf/ }).click());
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('an officer edits a template in Word, brings it back, and may go back to the delivered one', async () => {
    const { page } = officer;
    await open(officer, '/documents');
    const row = page.getByRole('row', { name: /销号单/ });
    await row.getByText('出厂模板').waitFor();
    const { bytes } = await saved(page, () => row.getByRole('button', { name: '下载模板' }).click());
    const zip = new PizZip(bytes);
    const xml = zip.file('word/document.xml')!.asText();
    const bring = (change: string) => {
      zip.file('word/document.xml', change);
      const buffer = zip.generate({ type: 'nodebuffer' }) as Buffer;
      return row
        .locator('input[type=file]')
        .setInputFiles({ name: '销号单.docx', mimeType: 'application/octet-stream', buffer });
    };
    await bring(xml.replace('{审核意见}', '{审核人意见}'));
    await page.getByText(/标签不属于这种文书（审核人意见）/).waitFor();
    await bring(xml.replace('预警信息销号单', '预警销号单'));
    await row.getByText('第1版').waitFor();
    await rests(officer);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'document-templates');
    await row.getByRole('button', { name: '可用标签' }).click();
    const tags = page.getByRole('dialog', { name: '销号单可用的标签' });
    await tags.getByText('{文号}').waitFor();
    await page.keyboard.press('Escape');
    await tags.waitFor({ state: 'hidden' });
    await row.getByRole('button', { name: '恢复出厂模板…' }).click();
    await page.getByLabel('理由').fill('仍用出厂格式');
    await page.getByRole('button', { name: '恢复', exact: true }).click();
    await row.getByText('出厂模板', { exact: true }).waitFor();
    await narrow(officer);
    await rests(officer);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'document-templates-390');
    await wide(officer);
  });

  it('a summary of half a year is made and listed', async () => {
    const { page } = officer;
    const block = page.getByRole('region', { name: '分类汇总' });
    await block.getByText('下半年', { exact: true }).click();
    await block.getByRole('button', { name: '制作分类汇总' }).click();
    await block.getByText('2026-07 至 2026-12').waitFor();
  });

  it('the list of alerts is saved as it is filtered', async () => {
    const { page } = officer;
    await open(officer, `/alerts?indicator=DY01`);
    await page.getByText(alert.number).first().waitFor();
    const { name, bytes } = await saved(page, () => page.getByRole('button', { name: '导出 .xlsx' }).click());
    expect(name).toBe('预警清单-2026-10-20.xlsx');
    expect(Object.keys(new PizZip(bytes).files)).toContain('xl/workbook.xml');
    await takePicture(officer, 'alerts-export');
    for (const { complaints, foreign } of [officer, handler]) expect([complaints, foreign]).toEqual([[], []]);
  });
});
