import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { chooseOption } from './choose-option.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

describeWith('browser', 'the desk of cases, inspections and major matters', () => {
  let desk: Desk;
  let officer: Person;
  let colleague: Person;
  let leader: Person;
  let handler: Person;
  let alert: BuiltAlert;
  let same: BuiltAlert;

  const open = (person: Person, path: string) => person.page.goto(desk.api.url + path);
  const rests = async ({ page }: Person) => {
    await page.mouse.move(0, 0);
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  };
  /** The library's dialog has a header of its own, which axe takes for the page's where it looks at the dialog alone. */
  const barriers = async (page: Person['page'], within: string) =>
    (await findBarriers(page, within)).filter((one) => within === 'html' || !one.startsWith('landmark-'));
  /** Looked at by axe and by eye, at the desk and on the phone. */
  async function look(person: Person, name: string, within = 'html'): Promise<void> {
    const { page } = person;
    await rests(person);
    expect(await barriers(page, within), name).toEqual([]);
    await takePicture(person, name);
    await page.setViewportSize({ width: 390, height: 844 });
    await rests(person);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(390);
    expect(await barriers(page, within), `${name} 390`).toEqual([]);
    await takePicture(person, `${name}-390`);
    await page.setViewportSize({ width: 1440, height: 900 });
  }

  beforeAll(async () => {
    desk = await openDesk();
    const { api } = desk;
    // Built alerts have the first numbers.
    await api.sql(`insert into fundwatch.alert_number values (2026, 500)`);
    alert = await anAlert().about('P0012345').worth('12000.00').dispatchedTo('120101').received().save(api.database);
    same = await anAlert().of('DY04').about('P0012345').worth('8412.00').dispatchedTo('120101').save(api.database);
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    colleague = await desk.signIn('赵刚', { roles: ['supervision_officer'] });
    leader = await desk.signIn('李局', { roles: ['bureau_leader'] });
    handler = await desk.signIn('刘红', { roles: ['agency_handler'], organisation: '120101' });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('an officer registers a lead, which another officer has to screen', async () => {
    const { page } = officer;
    await open(officer, '/cases');
    await page.getByText('没有办理中的案件').waitFor();
    await look(officer, 'cases-empty');
    await page.getByRole('link', { name: '登记线索' }).click();
    await page.getByRole('button', { name: '登记线索，交另一位人员筛查' }).click();
    await expect.poll(() => page.getByRole('alert').count()).toBeGreaterThan(3);
    await chooseOption(officer, '来源', '投诉举报');
    await page.getByLabel('来文或举报编号').fill('津信〔2026〕31号');
    await chooseOption(officer, '经办机构', '和平区社保中心');
    await chooseOption(officer, '险种', /企业养老/);
    await page.getByLabel('对象编号').fill('P0012345');
    await page.getByLabel('名称').fill('家属举报去世后仍领取养老金');
    await page.getByLabel('发现了什么').fill('举报称 P0012345 于 2026 年 5 月去世，养老金照常入账。');
    await page.getByLabel('涉及金额（元）').fill('8412.00');
    await page
      .getByLabel('材料')
      .setInputFiles({ name: '举报信.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n') });
    await look(officer, 'lead-register');
    await page.getByRole('button', { name: '登记线索，交另一位人员筛查' }).click();
    await page.getByRole('heading', { name: /家属举报去世后仍领取养老金/ }).waitFor();
    await page.getByRole('heading', { name: '线索来源' }).waitFor();
    await page.getByRole('link', { name: '举报信.pdf' }).waitFor();
    expect(await page.getByRole('button', { name: /确认为疑点/ }).count()).toBe(0);
    await look(officer, 'lead');
    await open(colleague, new URL(page.url()).pathname);
    await colleague.page.getByRole('button', { name: /确认为疑点/ }).waitFor();
  });

  it('alerts on one subject become one case, each with its own date', async () => {
    const { page } = officer;
    await open(officer, `/alerts/${alert.id}`);
    await page.getByRole('link', { name: '立案或并入案件…' }).click();
    const suggested = page.getByRole('row', { name: new RegExp(same.number) });
    await suggested.waitFor();
    await page.getByLabel('案情摘要').fill('同一人两条预警和一条举报。');
    await page.getByLabel('为什么合并办理').fill('同一人');
    await suggested.locator('.el-checkbox').click();
    await look(officer, 'case-open');
    await page.getByRole('button', { name: '立案，并入 2 条预警' }).click();
    await page.getByRole('heading', { name: '案件中的预警 2' }).waitFor();
    await page.getByText('20,412.00 元').first().waitFor();
    await page.getByText('案件达到普通要情标准。').waitFor();
    await look(officer, 'case');
    await open(handler, `/alerts/${alert.id}`);
    await handler.page.getByText('津案2026-0001').waitFor();
    expect(await handler.page.getByRole('link', { name: '津案2026-0001' }).count()).toBe(0);
    await open(officer, '/cases');
    await page.getByRole('row', { name: /津案2026-0001/ }).waitFor();
    await look(officer, 'cases');
  });

  it('what belongs elsewhere is taken out into a case of its own, with a reason', async () => {
    const { page } = officer;
    await open(officer, '/cases');
    await page.getByRole('link', { name: '津案2026-0001' }).click();
    await page.getByRole('heading', { name: '案件中的预警 2' }).waitFor();
    const row = page.getByRole('row', { name: new RegExp(same.number) }).first();
    await row.locator('.el-checkbox').click();
    await page.getByRole('button', { name: '所选 1 条另立案件' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '另立案件' }).click();
    await expect.poll(() => dialog.getByRole('alert').count()).toBe(3);
    await dialog.getByLabel('名称').fill('重复领取');
    await dialog.getByLabel('案情摘要').fill('两地领取');
    await dialog.getByLabel('理由').fill('查明是另一事项');
    await look(officer, 'case-split', '[role=dialog]');
    await dialog.getByRole('button', { name: '另立案件' }).click();
    await page.getByRole('heading', { name: '重复领取' }).waitFor();
    await page.getByRole('heading', { name: '案件中的预警 1' }).waitFor();
  });

  it('an inspection is planned from an alert, declared for, approved, and shows its dates', async () => {
    const { page } = officer;
    await open(officer, `/alerts/${alert.id}`);
    await page.getByRole('link', { name: '启动现场监督或专项检查…' }).click();
    await page.waitForFunction(() => [...document.querySelectorAll('input')].some(({ value }) => value !== ''));
    await page.getByLabel('检查内容和范围').fill('2026 年 1 月至 9 月企业养老待遇发放');
    await page.getByLabel('检查首日').fill('2026-11-10');
    await page.getByLabel('计划结束').fill('2026-11-13');
    await chooseMembers(['张敏', '赵刚']);
    await look(officer, 'inspection-plan');
    await page.getByRole('button', { name: '提交方案，等待批准' }).click();
    await page.getByText('您在检查组中').waitFor();
    await page.getByRole('button', { name: '没有利害关系' }).click();
    await page.getByText('已声明没有利害关系').waitFor();
    const path = new URL(page.url()).pathname;
    await open(colleague, path);
    await colleague.page.getByRole('button', { name: '没有利害关系' }).click();
    await colleague.page.getByText('已声明没有利害关系').nth(1).waitFor();
    await open(leader, '/approvals');
    await leader.page.getByRole('row', { name: /津检2026-0001/ }).waitFor();
    await look(leader, 'approvals-inspection');
    await leader.page.getByRole('link', { name: /津检2026-0001/ }).click();
    await leader.page.getByRole('button', { name: '批准方案' }).click();
    await leader.page.getByRole('dialog').getByRole('button', { name: '批准方案' }).click();
    await leader.page.getByText('在期限前向被检查单位发出检查通知书。').waitFor();
    expect(await leader.page.getByRole('button', { name: '登记已发通知书' }).count()).toBe(0);
    await open(officer, path);
    await page.getByText('2026-10-30').waitFor();
    await page.getByText('制作文书', { exact: true }).click();
    await page.getByRole('button', { name: '制作监督检查通知书' }).click();
    const paper = page.getByRole('dialog');
    await paper.getByLabel('检查地点').fill('和平区社保中心');
    // What only the maker knows is asked for, and what is missing is named.
    await paper.getByRole('button', { name: '制作并编号' }).click();
    await paper.getByText('请填写需要准备的资料').waitFor();
    await paper.getByLabel('需要准备的资料').fill('待遇审批表、停发记录。');
    await look(officer, 'inspection-notice-fill', '[role=dialog]');
    await paper.getByRole('button', { name: '制作并编号' }).click();
    await page.getByText('尚未发出，通知被检查单位后可见').waitFor();
    await open(handler, '/queue');
    await handler.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await handler.page.getByText('对本单位的检查').count()).toBe(0);
    await look(officer, 'inspection-approved');
    await open(officer, '/inspections');
    await page.getByRole('row', { name: /津检2026-0001/ }).waitFor();
    await look(officer, 'inspections');
  });

  it('an inspection under way takes work records, one matter a sheet', async () => {
    const { page } = officer;
    await open(officer, '/inspections');
    await page.getByRole('link', { name: '津检2026-0001' }).click();
    await page.getByRole('button', { name: '登记已发通知书' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '登记已发通知书' }).click();
    await page.getByText('按计划日期开始检查。').waitFor();
    await page.getByText('已发出，被检查单位可见').waitFor();
    await open(handler, '/queue');
    await handler.page.getByRole('heading', { name: '对本单位的检查' }).waitFor();
    await look(handler, 'inspections-of-agency');
    await handler.page.getByRole('region', { name: '对本单位的检查' }).getByRole('link').click();
    await handler.page.getByText('检查组将在计划日期到本单位，请按通知书准备。').waitFor();
    await handler.page.getByRole('button', { name: /下载监督检查通知书.*\.pdf/ }).waitFor();
    expect(await handler.page.getByText('利害关系').count()).toBe(0);
    desk.api.clock.set('2026-11-10T01:00:00.000Z');
    await page.reload();
    await page.getByRole('button', { name: '登记检查开始' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '登记检查开始' }).click();
    await page.getByLabel('事项').fill('P0012345 待遇停发');
    await page.getByLabel('检查发现').fill('死亡后仍发放 3 笔。');
    await page.getByRole('button', { name: '写入一张记录' }).click();
    await page.getByRole('heading', { name: '1 P0012345 待遇停发' }).waitFor();
    const file = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n') });
    await page.getByLabel('给第 1 张添加附件').setInputFiles(file('停发审批表.pdf'));
    await page.getByRole('link', { name: '停发审批表.pdf' }).waitFor();
    await page.getByLabel('上传材料').setInputFiles(file('检查取证单.pdf'));
    await page.getByRole('link', { name: '检查取证单.pdf' }).waitFor();
    await look(officer, 'inspection-under-way');
    await page.getByRole('button', { name: '登记检查结束' }).click();
    await page.getByRole('dialog').waitFor();
    await look(officer, 'inspection-end', '[role=dialog]');
    await page.getByRole('dialog').getByRole('button', { name: '登记检查结束' }).click();
    await page.getByText('2026-11-24').waitFor();
  });

  it('the agency signs for the draft and objects on its own page, and the office reads it', async () => {
    const { page } = officer;
    await page.getByRole('button', { name: '出征求意见稿' }).click();
    await page.getByLabel('征求意见稿：发现的问题和整改意见').fill('死亡后仍发放 3 笔，应予追回。');
    await page.getByRole('dialog').getByRole('button', { name: '出征求意见稿' }).click();
    await page.getByText('等待被检查单位签收征求意见稿', { exact: false }).first().waitFor();
    const theirs = handler.page;
    await theirs.reload();
    await theirs.getByText('死亡后仍发放 3 笔，应予追回。').waitFor();
    await look(handler, 'inspection-of-agency-to-sign');
    await theirs.getByRole('button', { name: '签收征求意见稿' }).click();
    await theirs.getByRole('button', { name: '提交异议' }).click();
    await theirs.getByText('请按要求填写').waitFor();
    await theirs.getByLabel('对征求意见稿的异议').fill('其中 1 笔 9 月已停发。');
    // Elsewhere and back: what was typed is there.
    await theirs.getByRole('link', { name: '← 待办' }).click();
    await theirs.getByRole('heading', { name: '对本单位的检查' }).waitFor();
    await theirs.goBack();
    expect(await theirs.getByLabel('对征求意见稿的异议').inputValue()).toBe('其中 1 笔 9 月已停发。');
    expect(await theirs.getByRole('button', { name: '没有异议' }).isDisabled()).toBe(true);
    await look(handler, 'inspection-of-agency');
    await theirs.getByRole('button', { name: '提交异议' }).click();
    await theirs.getByText('异议已提交，监督机构核实后送达修改稿。').waitFor();
    await page.reload();
    await page.getByText('核实有异议的问题，出修改稿重新征求意见。').waitFor();
    await page.getByRole('region', { name: '下一步' }).getByText('其中 1 笔 9 月已停发。').waitFor();
    await look(officer, 'inspection-objected');
  });

  it('a major matter is proposed from its case and signed by the leader', async () => {
    const { page } = officer;
    await open(officer, '/major-matters');
    await page.getByRole('row', { name: /津案2026-0001/ }).waitFor();
    await look(officer, 'major-matters');
    await page.getByRole('link', { name: '提请要情报告' }).first().click();
    await chooseOption(officer, '涉嫌类型', '欺诈骗取');
    await look(officer, 'major-matter-propose');
    await page.getByRole('button', { name: '提请分管局领导签发' }).click();
    await page.getByText('等待分管局领导签发。').waitFor();
    expect(await page.getByRole('button', { name: '签发', exact: true }).count()).toBe(0);
    await page.getByText('制作文书', { exact: true }).click();
    await page.getByRole('button', { name: '制作要情报告' }).click();
    const paper = page.getByRole('dialog');
    await paper.getByLabel('已采取的措施').fill('已停发待遇。');
    await paper.getByLabel('下一步工作').fill('追回多发待遇。');
    await paper.getByRole('button', { name: '制作并编号' }).click();
    await page.getByText('津社基要〔2026〕1号', { exact: true }).waitFor();
    await open(leader, '/approvals');
    await leader.page.getByRole('link', { name: /津要2026-0001/ }).click();
    await leader.page.getByRole('button', { name: '签发', exact: true }).click();
    await leader.page.getByRole('dialog').getByRole('button', { name: '签发', exact: true }).click();
    await leader.page.getByText('已签发，请按要情报告制度报出并登记文号。').waitFor();
    await look(leader, 'major-matter');
    const signed = await desk.api.sql(`select state, signed_by is not null as by from fundwatch.major_matter`);
    expect(signed).toEqual([{ state: 'signed', by: true }]);
  });

  it('the menu has them for the office and the leader, and not for an agency', async () => {
    for (const { page } of [officer, leader])
      await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '案件与检查' }).waitFor();
    const menu = handler.page.getByRole('navigation', { name: '主菜单' });
    expect(await menu.getByRole('link', { name: '案件与检查' }).count()).toBe(0);
    const client = await desk.api.signedIn('刘红');
    expect((await client.call(routes.listCases, {})).status).toBe(403);
    for (const person of [officer, colleague, leader, handler]) {
      expect(person.complaints).toEqual([]);
      expect(person.foreign).toEqual([]);
    }
  });

  async function chooseMembers(names: readonly string[]): Promise<void> {
    const { page } = officer;
    await page.getByRole('combobox', { name: '检查组', exact: true }).focus();
    await page.keyboard.press('Enter');
    for (const name of names) await page.getByRole('option', { name, exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('option', { name: names[0]!, exact: true }).waitFor({ state: 'hidden' });
  }
});
