import { tellByWebhook } from '@fundwatch/application';
import { systemContext } from '@fundwatch/domain/identity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isSignedWith, Receiver } from '../support/a-receiver.js';
import { anAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { routes } from '@fundwatch/domain/api';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

describeWith('browser', 'what is told outside, at the administrator’s desk', () => {
  let desk: Desk;
  let receiver: Receiver;
  let administrator: Person;
  let secret: string;
  const system = systemContext('test', 'test');

  beforeAll(async () => {
    receiver = await Receiver.open();
    desk = await openDesk({ webhookOrigins: [receiver.origin] });
    await desk.api.addAccount({ userName: 'officer', roles: ['supervision_officer'] });
    administrator = await desk.signIn('管理员', { roles: ['administrator'] });
  });
  afterAll(async () => {
    await desk?.close();
    await receiver?.close();
  });

  const looksWell = async (name: string) => {
    const { page } = administrator;
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(administrator, name);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(administrator, `${name}-390`);
    await page.setViewportSize({ width: 1440, height: 900 });
  };

  // A dialog of the library brings a header of its own.
  const dialogIsReadable = async () =>
    expect((await findBarriers(administrator.page)).filter((one) => !one.startsWith('landmark-'))).toEqual([]);

  it('from the menu an address is added, refused where it may not be called, and its secret is told once', async () => {
    const { page } = administrator;
    await page.getByRole('link', { name: '对外通知', exact: true }).click();
    await page.getByText('还没有回调地址').waitFor();
    await page.getByText('没有设置邮件服务器，人员只在系统内收到通知').waitFor();
    await looksWell('outgoing-empty');
    await page.getByRole('button', { name: '新增回调地址' }).click();
    const dialog = page.getByRole('dialog', { name: '新增回调地址' });
    await dialog.getByLabel('名称').fill('oa');
    await dialog.getByLabel('地址').fill('https://10.1.2.3/in');
    await dialog.getByRole('button', { name: '新增', exact: true }).click();
    await dialog.getByText('回调地址指向本机或内网').waitFor();
    await dialogIsReadable();
    await dialog.getByLabel('地址').fill(receiver.url);
    await dialog.getByText('回调地址指向本机或内网').waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: '新增', exact: true }).click();
    const told = page.getByRole('dialog', { name: 'oa 的签名密钥' });
    secret = await told.getByLabel('签名密钥').inputValue();
    expect(secret).toMatch(/^whsec_/);
    await dialogIsReadable();
    await takePicture(administrator, 'outgoing-secret');
    await told.getByRole('button', { name: '已记下，关闭' }).click();
    await page.getByRole('row').filter({ hasText: 'oa' }).getByText('启用').waitFor();
    expect(await page.content()).not.toContain(secret);
  });

  it('a test message goes out signed, and its page says that it was taken', async () => {
    const { page } = administrator;
    await page.getByRole('link', { name: 'oa', exact: true }).click();
    await page.getByText('还没有发送过').waitFor();
    await page.getByRole('button', { name: '发送测试消息' }).click();
    await page.getByText('测试消息已排队').waitFor();
    await tellByWebhook(desk.api.app, system);
    expect(receiver.received).toHaveLength(1);
    expect(isSignedWith(secret, receiver.received[0]!)).toBe(true);
    await page.reload();
    await page.getByRole('row').filter({ hasText: '测试消息' }).getByText('已送达').waitFor();
  });

  it('what was given up is said, with its reason, and goes out when it is asked for again', async () => {
    const { page } = administrator;
    const officer = await desk.api.signedIn('officer');
    const { id, revision } = await anAlert().screened().save(desk.api.database);
    await officer.call(routes.dispatchAlert, { params: { alertId: id }, body: { revision } });
    receiver.answers = Array(50).fill(503);
    for (let day = 0; day < 13; day++) {
      await tellByWebhook(desk.api.app, system);
      desk.api.realTime.pass(481);
    }
    await desk.api.sql(
      `update fundwatch.session set last_seen_at = $1, expires_at = $1::timestamptz + interval '12 hours'`,
      [desk.api.realTime.now()],
    );
    await page.reload();
    await page.getByText('有消息未能送达，已停止重试').waitFor();
    await page.getByText('对方返回 503').first().waitFor();
    await looksWell('outgoing-webhook');
    expect(await page.getByRole('row').filter({ hasText: '已放弃' }).innerText()).toContain('▲');
    await page.getByRole('link', { name: '← 对外通知' }).click();
    expect(await page.getByRole('row').filter({ hasText: 'oa' }).innerText()).toContain('对方返回 503');
    await page.getByRole('link', { name: 'oa', exact: true }).click();
    receiver.answers = [];
    await page.getByRole('button', { name: '重新发送已放弃的 1 条' }).click();
    await page.getByText('1 条消息已重新排队，编号不变。').waitFor();
    await tellByWebhook(desk.api.app, system);
    await page.reload();
    await page.getByRole('row').filter({ hasText: '预警已下发，请签收' }).getByText('已送达').waitFor();
    expect(administrator.complaints).toEqual([]);
    expect(administrator.foreign).toEqual([]);
  });

  it('while an address is off no next attempt of what waits is promised', async () => {
    const { page } = administrator;
    receiver.answers = [503];
    await page.getByRole('button', { name: '发送测试消息' }).click();
    await page.getByText('测试消息已排队').waitFor();
    await tellByWebhook(desk.api.app, system);
    await page.reload();
    const waiting = page.getByRole('row').filter({ hasText: '待发' });
    await waiting.getByText('下次').waitFor();
    await page.getByRole('button', { name: '修改', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('启用', { exact: true }).click();
    await dialog.getByRole('button', { name: '保存修改' }).click();
    await page.getByText('已保存 oa。').waitFor();
    await page.getByText('– 停用').waitFor();
    await waiting.getByText('下次').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '修改', exact: true }).click();
    await dialog.getByText('启用', { exact: true }).click();
    await dialog.getByRole('button', { name: '保存修改' }).click();
    await waiting.getByText('下次').waitFor();
  });

  it('a mail server that is out of reach is said', async () => {
    const { page } = administrator;
    await desk.api.sql(`insert into fundwatch.mail_server values (true, $1, 'ECONNREFUSED')`, [
      desk.api.realTime.now(),
    ]);
    await page.goto(`${desk.api.url}/outgoing`);
    await page.getByText(/起连不上邮件服务器：连接被拒绝/).waitFor();
    await looksWell('outgoing');
  });

  it('speaks English where English is asked for', async () => {
    const { page } = administrator;
    await page.evaluate(() => localStorage.setItem('fundwatch.language', 'en'));
    await page.reload();
    await page.getByRole('heading', { name: 'Told outside' }).waitFor();
    await page.getByText('The mail server is out of reach since').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'oa', exact: true }).click();
    await page.getByText('An alert was dispatched').waitFor();
    await looksWell('outgoing-webhook-en');
  });
});
