import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { chooseOption } from './choose-option.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

describeWith('browser', 'the desk of the whitelist', () => {
  let desk: Desk;
  let officer: Person;
  let head: Person;
  let handler: Person;
  let alert: BuiltAlert;
  let other: BuiltAlert;

  const open = (person: Person, path: string) => person.page.goto(desk.api.url + path);
  const fitsPhone = async (person: Person) => {
    await person.page.setViewportSize({ width: 390, height: 844 });
    expect(await person.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  };
  const fitsDesk = (person: Person) => person.page.setViewportSize({ width: 1440, height: 900 });
  const rests = async ({ page }: Person) => {
    await page.mouse.move(0, 0);
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  };
  beforeAll(async () => {
    desk = await openDesk();
    const { database } = desk.api;
    alert = await anAlert().about('P0012345').dispatchedTo('120101').save(database);
    other = await anAlert().of('DY04').about('P0012345').dispatchedTo('120101').worth('99.00').save(database);
    await anAlert().of('DY05').about('P0012345').save(database);
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    head = await desk.signIn('王建国', { roles: ['supervision_head'] });
    handler = await desk.signIn('刘红', { roles: ['agency_handler'], organisation: '120101' });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('an alert shows the other alerts of its subject, and an agency its own of them', async () => {
    const { page } = officer;
    await open(officer, `/alerts/${alert.id}`);
    await page.getByRole('heading', { name: '同一对象的其他预警 2' }).waitFor();
    const row = page.getByRole('row', { name: new RegExp(other.number) });
    expect(await row.innerText()).toMatch(/DY04[\s\S]*待签收[\s\S]*99.00 元[\s\S]*同一对象/);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'same-subject');
    await fitsPhone(officer);
    await takePicture(officer, 'same-subject-390');
    await fitsDesk(officer);
    await row.getByRole('link').click();
    await page.waitForURL(`**/alerts/${other.id}`);
    await page.getByRole('link', { name: alert.number }).waitFor();
    await open(handler, `/alerts/${alert.id}`);
    await handler.page.getByRole('heading', { name: '同一对象的其他预警 1' }).waitFor();
    expect(await handler.page.getByRole('link', { name: /白名单/ }).count()).toBe(0);
  });

  it('an officer proposes a known case from its alert, and says on what paper it rests', async () => {
    const { page } = officer;
    await open(officer, `/alerts/${alert.id}`);
    await page.getByRole('link', { name: '情况已核实，提出列入白名单…' }).click();
    await page.getByLabel('对象编号').waitFor();
    await page.waitForFunction(() => [...document.querySelectorAll('input')].some(({ value }) => value === 'P0012345'));
    await page.getByRole('button', { name: '提交审批' }).click();
    expect(await page.getByText('请填写。').count()).toBe(2);
    await page.getByLabel('依据的文号').fill('津人社函〔2026〕31号');
    await page.getByLabel('理由').fill('继承人先行垫付，已核实');
    await rests(officer);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'whitelist-propose');
    await fitsPhone(officer);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'whitelist-propose-390');
    await fitsDesk(officer);
    await page.getByRole('button', { name: '提交审批' }).click();
    const row = page.getByRole('row', { name: /P0012345/ });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/待批[\s\S]*2026-09 至 2027-02[\s\S]*津人社函〔2026〕31号[\s\S]*提出 张敏/);
    // The officer who proposed it may take it back, and not approve it.
    expect(await row.getByRole('button').allInnerTexts()).toEqual(['撤回']);
  });

  it('the same case cannot be proposed twice, and nothing typed is lost', async () => {
    const { page } = officer;
    await open(officer, `/indicators/whitelist/propose?alert=${alert.id}`);
    await page.getByLabel('依据的文号').fill('津人社函〔2026〕32号');
    await page.getByLabel('理由').fill('又核实了一次');
    await page.getByRole('button', { name: '提交审批' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('理由').inputValue()).toBe('又核实了一次');
  });

  it('the head approves it knowing what it does, and ends it again with a reason', async () => {
    const { page } = head;
    await open(head, '/indicators');
    await page.getByRole('link', { name: '白名单' }).click();
    await page.getByRole('button', { name: '批准 DY01 P0012345' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('2026-09 至 2027-02 的命中不再产生预警').waitFor();
    await dialog.getByRole('button', { name: '批准列入白名单' }).click();
    const row = page.getByRole('row', { name: /P0012345/ });
    await row.getByText('有效').waitFor();
    expect(await row.innerText()).toContain('批准 王建国');
    await dialog.waitFor({ state: 'hidden' });
    await rests(head);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(head, 'whitelist');
    await fitsPhone(head);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(head, 'whitelist-390');
    await fitsDesk(head);
    await page.getByRole('button', { name: '终止 DY01 P0012345' }).click();
    await dialog.getByRole('button', { name: '提前终止' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('textbox').fill('文件已废止');
    await dialog.getByRole('button', { name: '提前终止' }).click();
    await page.getByText('没有待批或有效的条目').waitFor();
    await page.getByRole('button', { name: /^全部/ }).click();
    await page.getByText('已提前终止').waitFor();
    expect(await page.getByRole('row', { name: /P0012345/ }).innerText()).toContain('文件已废止');
  });

  it('a case is proposed without an alert, taken back, and rejected with a reason', async () => {
    const { page } = officer;
    for (const subject of ['P0000001', 'P0000002']) {
      await open(officer, '/indicators/whitelist/propose');
      await chooseOption(officer, '指标', /^DY01 /);
      await chooseOption(officer, '机构', '河东区社保中心');
      await chooseOption(officer, '险种', '企业养老');
      await page.getByLabel('对象编号').fill(subject);
      await page.getByLabel('依据的文号').fill('津人社函〔2026〕33号');
      await page.getByLabel('理由').fill('已核实');
      await page.getByRole('button', { name: '提交审批' }).click();
      await page.getByRole('row', { name: new RegExp(subject) }).waitFor();
    }
    await page.getByRole('button', { name: '撤回 DY01 P0000001' }).click();
    await page.getByRole('row', { name: /P0000001/ }).waitFor({ state: 'detached' });
    await open(head, '/indicators/whitelist');
    await head.page.getByRole('button', { name: '驳回 DY01 P0000002' }).click();
    await head.page.getByRole('dialog').getByRole('textbox').fill('文号不符');
    await head.page.getByRole('dialog').getByRole('button', { name: '驳回' }).click();
    await head.page.getByText('没有待批或有效的条目').waitFor();
  });

  it('what ends soon stands on the officer’s desk and leads to its list', async () => {
    const { page } = officer;
    await desk.api.sql(
      `update fundwatch.whitelist_entry set state = 'approved', valid_to = '202610', ended_at = null where subject = 'P0012345'`,
    );
    await open(officer, '/queue');
    await page.getByText('白名单有 1 条将到期或已到期').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'whitelist-notice');
    await page.getByRole('link', { name: '查看并处理' }).click();
    await page.getByRole('row', { name: /P0012345[\s\S]*将到期/ }).waitFor();
  });

  it('says when the list cannot be read, and reads it when asked again', async () => {
    const { page } = officer;
    await page.route('**/api/whitelist*', (route) => route.abort());
    await open(officer, '/indicators/whitelist');
    const again = page.getByRole('button', { name: '重试' });
    await again.waitFor();
    await page.unroute('**/api/whitelist*');
    await again.click();
    await page.getByRole('row', { name: /P0012345/ }).waitFor();
    expect(head.complaints).toEqual([]);
  });
});
