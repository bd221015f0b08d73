import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

describeWith('browser', 'notifications at the desk', () => {
  let desk: Desk;
  let handler: Person;

  beforeAll(async () => {
    desk = await openDesk();
    await desk.api.addAccount({ userName: 'officer', roles: ['supervision_officer'] });
    handler = await desk.signIn('李静', { roles: ['agency_handler'], organisation: '120101' });
  });
  afterAll(() => desk?.close());

  /** Sends one more alert to the handler's agency and returns its number. */
  const dispatch = async () => {
    const officer = await desk.api.signedIn('officer');
    const { id, revision, number } = await anAlert().screened().save(desk.api.database);
    const reply = await officer.call(routes.dispatchAlert, { params: { alertId: id }, body: { revision } });
    expect(reply.status).toBe(200);
    return number;
  };
  const bell = () => handler.page.getByRole('link', { name: /^通知 \d+ 条未读$/ });

  it('the header counts what is unread, the page names it, and opening the alert makes it read', async () => {
    const { page } = handler;
    const number = await dispatch();
    // Nobody reloads: the server tells the open page.
    await bell().getByText('1', { exact: true }).waitFor();
    await bell().click();
    // The queue has a row of the same number, and stands until the next page is there.
    await page.waitForURL('**/notifications');
    const row = page.getByRole('row').filter({ hasText: number });
    await row.getByText('紧急').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(handler, 'notifications');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('link', { name: '预警已下发，请签收' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(handler, 'notifications-390');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('link', { name: '预警已下发，请签收' }).click();
    await page.waitForURL('**/alerts/*');
    await page.getByRole('link', { name: '通知 0 条未读' }).waitFor();
  });

  it('everything is marked as read at once, and where no mail server is set up the page says so', async () => {
    const { page } = handler;
    await dispatch();
    await dispatch();
    await page.goto(`${desk.api.url}/notifications`);
    await page.getByRole('link', { name: '通知 2 条未读' }).waitFor();
    await page.getByRole('button', { name: '全部标为已读' }).click();
    await page.getByRole('link', { name: '通知 0 条未读' }).waitFor();
    await page.getByText('本系统没有设置邮件服务器').waitFor();
    await page.getByLabel('邮箱（不填则不发邮件）').fill('li@example.gov.cn');
    await page.getByRole('button', { name: '保存邮件设置' }).click();
    await page.getByText('邮件设置已保存').waitFor();
    await page.reload();
    await expect.poll(() => page.getByLabel('邮箱（不填则不发邮件）').inputValue()).toBe('li@example.gov.cn');
    expect(handler.complaints).toEqual([]);
    expect(handler.foreign).toEqual([]);
  });

  it('speaks English where English is asked for, and the header’s count is part of what the link is called', async () => {
    const { page } = handler;
    await dispatch();
    await page.getByRole('link', { name: '通知 1 条未读' }).waitFor();
    await page.evaluate(() => localStorage.setItem('fundwatch.language', 'en'));
    await page.reload();
    await page.getByRole('link', { name: 'Notices 1 unread' }).waitFor();
    await page.getByRole('heading', { name: 'Notifications' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });
});
