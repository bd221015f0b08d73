import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { eicar, startClamd, type ClamdServer } from '../support/clamd-server.js';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

describeWith('browser', 'the desk of attachments', () => {
  let clamd: ClamdServer;
  let desk: Desk;
  let handler: Person;
  let alert: BuiltAlert;
  const pdf = { name: '核查报告.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n') };
  const infected = { name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from(eicar) };
  const send = (file: typeof pdf) => handler.page.locator('input[name=attachments]').setInputFiles(file);
  const fits = async () => {
    await handler.page.setViewportSize({ width: 390, height: 844 });
    expect(await handler.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  };

  beforeAll(async () => {
    clamd = await startClamd();
    desk = await openDesk({ clamdUrl: clamd.url });
    alert = await anAlert().received().save(desk.api.database);
    handler = await desk.signIn('刘红', { roles: ['agency_handler'], organisation: '120101' });
    await handler.page.goto(`${desk.api.url}/alerts/${alert.id}/answer`);
    await handler.page.locator('#answer-explanation').waitFor();
  });
  afterAll(async () => {
    await desk?.close();
    await clamd?.close();
  });

  it('a file with malware is refused in its place, and what was typed stays', async () => {
    const { page } = handler;
    await page.locator('#answer-explanation').fill('录入时多写了一位。');
    await send(infected);
    await page.getByText(/附件查出病毒，未保存/).waitFor();
    expect(await page.locator('#answer-explanation').inputValue()).toBe('录入时多写了一位。');
    await takePicture(handler, 'attachment-infected');
    expect(await findBarriers(page)).toEqual([]);
    await fits();
    await takePicture(handler, 'attachment-infected-390');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('button', { name: '移除 说明.txt' }).click();
  });

  it('while the scanner is away the file stays in the form, and goes through once it is back', async () => {
    const { page } = handler;
    clamd.mood = 'silent';
    await send(pdf);
    await page.getByText(/查毒服务暂时不可用，附件未保存/).waitFor();
    clamd.mood = 'well';
    await page.getByRole('button', { name: '重传' }).click();
    await page.getByRole('button', { name: '移除 核查报告.pdf' }).waitFor();
    expect(await page.getByText('重传').count()).toBe(0);
    expect(await page.getByText('未查毒', { exact: true }).count()).toBe(0);
  });

  it('a file that nobody looked through says so to whoever opens it', async () => {
    const { api } = desk;
    const { id } = await anAlert().received().save(api.database);
    const client = await api.signedIn('刘红');
    const { body } = await client.call(routes.addAttachment, {
      params: { alertId: id },
      file: { name: '旧附件.pdf', bytes: pdf.buffer },
    });
    // As it was kept before there was a scanner.
    await api.sql(`update fundwatch.attachment set scanned_at = null where id = $1`, [body.id]);
    const shown = await client.call(routes.getAlert, { params: { alertId: id } });
    const answer = {
      revision: shown.body.revision,
      problemType: 'P2',
      explanation: '口径不同',
      fields: { mappingNote: '按新口径' },
      attachments: [body.id],
    };
    const given = await client.call(routes.answerAlert, { params: { alertId: id }, body: answer as never });
    expect(given.status, JSON.stringify(given.body)).toBe(200);
    const officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    await officer.page.goto(`${api.url}/alerts/${id}`);
    const file = officer.page.getByRole('listitem').filter({ hasText: '旧附件.pdf' });
    await file.getByText('未查毒').first().waitFor();
    await takePicture(officer, 'attachment-not-scanned');
    for (const { complaints, foreign } of [officer]) expect([complaints, foreign]).toEqual([[], []]);
  });
});
