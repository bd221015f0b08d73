import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createExchangeSchema, withExchangeClient } from '@fundwatch/storage/exchange';
import type { Route } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../support/needs.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, typePassword, type Desk, type Person } from './open-desk.js';

/** Three pieces. */
const size = 20 * 1024 * 1024;

describeWith('browser', 'sources and uploads', () => {
  let desk: Desk;
  let exchange: TestDatabase;
  let folder: string;
  let handler: Person;
  let steward: Person;

  const file = (name: string) => join(folder, name);
  const open = (person: Person, path: string) => person.page.goto(desk.api.url + path);
  const packages = (name: string) =>
    desk.api.sql<{ bytes: number; reason: string | null }>(
      `select bytes::integer as bytes, reason from fundwatch.package_upload where file_name = $1`,
      [name],
    );

  beforeAll(async () => {
    exchange = await createTestDatabase();
    await withExchangeClient(exchange.adminUrl, async (client) => {
      await createExchangeSchema(client);
      await client.query(`alter table exchange.person rename column sex to xb;
        insert into exchange.person (agency, line, period, version, person_no, name, person_status) values
          ('120101', '110', '202609', 1, 'P1', '张三', '在职')`);
    });
    desk = await openDesk({ exchangeSources: [{ name: 'region', url: exchange.adminUrl }] });
    folder = await mkdtemp(join(tmpdir(), 'fundwatch-files-'));
    const bytes = Buffer.alloc(size, 7);
    bytes.write('PK\x03\x04');
    for (const name of ['a.zip', 'b.zip', 'c.zip', 'd.zip']) await writeFile(file(name), bytes);
    handler = await desk.signIn('刘芳', { roles: ['agency_handler'], organisation: '120101' });
  });
  afterAll(async () => {
    await desk?.close();
    await exchange?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('an upload is paused and goes on, with the reason that was typed', async () => {
    const { page } = handler;
    await open(handler, '/packages');
    // The second piece waits until the pause was pressed.
    let pieces = 0;
    let letGo: (() => void) | undefined;
    const hold = async (route: Route) => {
      if (route.request().method() === 'PATCH' && ++pieces === 2) {
        await new Promise<void>((resolve) => (letGo = resolve));
        return route.abort().catch(() => undefined);
      }
      return route.continue();
    };
    await page.route('**/api/uploads/*', hold);
    await page.getByLabel('重报原因').fill('补报漏发的待遇');
    await page.setInputFiles('input[type=file]', file('a.zip'));
    await page.getByText(/正在上传 [1-9]\d*%/).waitFor();
    await page.getByRole('button', { name: '暂停' }).click();
    await page.getByText(/已暂停，/).waitFor();
    expect(await packages('a.zip')).toEqual([]);
    letGo?.();
    await page.unroute('**/api/uploads/*');
    await page.getByRole('button', { name: '继续上传' }).click();
    await page.getByText('已上传，等候校验').first().waitFor();
    expect(await packages('a.zip')).toEqual([{ bytes: size, reason: '补报漏发的待遇' }]);
    await page.getByLabel('重报原因').fill('');
  });

  it('a piece that is lost on the way is sent again by itself, several files at once', async () => {
    const { page } = handler;
    await open(handler, '/packages');
    let lost = 0;
    await page.route('**/api/uploads/*', (route) =>
      route.request().method() === 'PATCH' && lost < 3 ? (lost++, route.abort('connectionreset')) : route.continue(),
    );
    await page.setInputFiles('input[type=file]', [file('b.zip'), file('c.zip')]);
    const uploads = page.getByRole('list', { name: '本次上传' });
    await expect.poll(() => uploads.getByText('已上传，等候校验').count(), { timeout: 90_000 }).toBe(2);
    await page.unroute('**/api/uploads/*');
    expect(lost).toBe(3);
    for (const name of ['b.zip', 'c.zip']) expect(await packages(name)).toHaveLength(1);
  });

  it('after a reload the same file goes on where it was, also through an expired session', async () => {
    const { page } = handler;
    await open(handler, '/packages');
    page.on('dialog', (dialog) => void dialog.accept());
    let pieces = 0;
    await page.route('**/api/uploads/*', (route) =>
      route.request().method() === 'PATCH' && ++pieces > 1 ? route.abort('connectionreset') : route.continue(),
    );
    await page.setInputFiles('input[type=file]', file('d.zip'));
    await page.getByText('连不上服务器').waitFor({ timeout: 90_000 });
    await page.reload();
    const unfinished = page.getByRole('list', { name: '没有传完的上传' });
    await unfinished.getByRole('listitem').filter({ hasText: 'd.zip' }).getByText('已传 40%').waitFor();
    await page.unroute('**/api/uploads/*');
    await desk.api.sql(`update fundwatch.session set revoked_at = now()`);
    await page.setInputFiles('input[type=file]', file('d.zip'));
    await page.getByRole('dialog').waitFor();
    await typePassword(page);
    await page.getByRole('list', { name: '本次上传' }).getByText('已上传，等候校验').waitFor({ timeout: 90_000 });
    expect(await packages('d.zip')).toHaveLength(1);
    await expect.poll(() => unfinished.getByText('d.zip').count()).toBe(0);
  });

  it('an upload that is not wanted any more is given up', async () => {
    const { page } = handler;
    await page.route('**/api/uploads/*', (route) =>
      route.request().method() === 'PATCH' ? new Promise<void>(() => undefined) : route.continue(),
    );
    await writeFile(file('e.zip'), Buffer.alloc(2_000, 1));
    await page.setInputFiles('input[type=file]', file('e.zip'));
    const row = page.getByRole('list', { name: '本次上传' }).getByRole('listitem').filter({ hasText: 'e.zip' });
    await row.getByRole('progressbar').waitFor();
    await expect
      .poll(() => desk.api.sql(`select from fundwatch.resumable_upload where file_name = 'e.zip'`))
      .toHaveLength(1);
    await row.getByRole('button', { name: '取消上传' }).click();
    await expect
      .poll(() => desk.api.sql(`select from fundwatch.resumable_upload where file_name = 'e.zip'`))
      .toHaveLength(0);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it('the sources say that the account may write, which feeds never came, and that no folder is watched', async () => {
    // Signed in only now: the test before ends every session.
    steward = await desk.signIn('孙磊', { roles: ['data_steward'] });
    const { page } = steward;
    await desk.api.sql(`insert into fundwatch.exchange_source (name, write_privileges) values ('region', '{superuser}')
      on conflict (name) do update set write_privileges = excluded.write_privileges`);
    await open(steward, '/sources');
    await page.getByText('可写，应改为只读：superuser').waitFor();
    await page.getByText('没有启用监看文件夹').waitFor();
    await page.getByText('超过 31 天没有到达').waitFor();
    await expect.poll(() => page.getByText('从未到达').count()).toBe(5);
  });

  it('what lies in quarantine is shown with its reason', async () => {
    await desk.api.sql(
      `insert into fundwatch.watched_folder values (1, '/srv/drop', now(), '磁盘已满 / the disk is full')`,
    );
    await desk.api.sql(
      `insert into fundwatch.folder_package (id, name, signature, bytes, seen_at, outcome, reason_zh, reason_en, moved_to, settled_at)
       values (gen_random_uuid(), '坏包.zip', 's', 5, now(), 'quarantined', '数据包无法读取', 'unreadable', '隔离/坏包.zip', now())`,
    );
    const { page } = steward;
    await open(steward, '/sources');
    await page.getByRole('alert').filter({ hasText: '磁盘已满' }).waitFor();
    const row = page.getByRole('table', { name: '隔离中的文件' }).locator('tbody tr');
    expect(await row.innerText()).toContain('数据包无法读取');
  });

  it('a mapping is checked against the source, mended, and saved with its reason', async () => {
    const { page } = steward;
    await open(steward, '/sources');
    await page.getByRole('link', { name: 'region' }).click();
    await page.getByRole('heading', { name: 'region 的对照' }).waitFor();
    expect(await page.getByRole('button', { name: '保存对照' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: '检查对照' }).click();
    await page.getByText('字段 person_status 的值“在职”不在代码表中，也没有对照').waitFor();
    await page.getByRole('button', { name: /^参保人/ }).click();
    await page.getByLabel('源库中的列名：sex').fill('xb');
    await page.getByLabel('代码对照：person_status').fill('在职');
    await page.getByText('第 1 行不是“源值=标准值”').waitFor();
    await page.getByLabel('代码对照：person_status').fill('在职=employed');
    await page.getByText('内容已改动，请重新检查。').waitFor();
    await page.getByRole('button', { name: '检查对照' }).click();
    await page.getByText('没有发现问题').waitFor();
    await page.getByRole('button', { name: '保存对照' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('源库用汉字写状态');
    await dialog.getByRole('button', { name: '保存对照' }).click();
    await page.getByText('已保存为第 1 版').waitFor();
    await page.getByRole('table', { name: '历次对照' }).getByText('源库用汉字写状态').waitFor();
    const [row] = await desk.api.sql<{ mapping: unknown }>(`select mapping from fundwatch.source_mapping`);
    expect(row!.mapping).toMatchObject({
      tables: { person: { columns: { sex: 'xb' }, codes: { person_status: { 在职: 'employed' } } } },
    });
  });

  it('who may not change a mapping reads it', async () => {
    const officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    await open(officer, '/sources/region');
    await officer.page.getByText('只有数据管理员和系统管理员可以修改。').waitFor();
    expect(await officer.page.getByRole('button', { name: '保存对照' }).count()).toBe(0);
    await officer.context.close();
  });

  for (const at of ['desk', 'phone'] as const) {
    it(`axe finds no barrier on these pages (${at})`, async () => {
      const pages = [
        ['孙磊', '/sources', 'tbody tr'],
        ['孙磊', '/sources/region', '.el-collapse-item'],
        ['刘芳', '/packages', 'tbody tr'],
      ] as const;
      for (const [name, path, ready] of pages) {
        const person = await desk.signIn(name, { roles: [] }, at);
        await open(person, path);
        await person.page.locator(ready).first().waitFor();
        if (path.endsWith('region')) await person.page.getByRole('button', { name: /^参保人/ }).click();
        expect(await findBarriers(person.page), path).toEqual([]);
        expect(person.foreign).toEqual([]);
        expect(person.complaints).toEqual([]);
        await person.context.close();
      }
    });
  }
});
