import { routes } from '@fundwatch/domain/api';
import { systemContext, type Role } from '@fundwatch/domain/identity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { chooseOption } from './choose-option.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, typePassword, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

const pdf = { name: '继承证明.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };
const people = {
  officer: { name: '张敏', roles: ['supervision_officer'] as Role[] },
  head: { name: '王建国', roles: ['supervision_head'] as Role[] },
  leader: { name: '赵志远', roles: ['bureau_leader'] as Role[] },
  handler: { name: '刘芳', roles: ['agency_handler'] as Role[], organisation: '120101' },
  department: { name: '周静', roles: ['line_department'] as Role[], organisation: 'YLBX' },
};
type Who = keyof typeof people;

describeWith('browser', 'what runs beside an alert, on its page', () => {
  let desk: Desk;
  const seated = {} as Record<Who, Person>;

  beforeAll(async () => {
    desk = await openDesk();
    await desk.api.app.database.withContext(systemContext('test', 'test'), ({ organisations }) =>
      organisations.enter({ code: 'YLBX', name: '养老保险处', kind: 'other' }, desk.api.clock.now()),
    );
    for (const who of Object.keys(people) as Who[]) seated[who] = await sitDown(who);
  });
  afterAll(async () => {
    await desk?.close();
  });

  const sitDown = (who: Who, size?: 'desk' | 'phone') => {
    const { name, ...account } = people[who];
    return desk.signIn(name, account, size);
  };
  const open = async (who: Who, path: string) => {
    await seated[who].page.goto(desk.api.url + path);
    return seated[who].page;
  };
  const openAlert = (who: Who, alert: BuiltAlert) => open(who, `/alerts/${alert.id}`);
  const side = (who: Who) => seated[who].page.getByRole('complementary').last();
  const conversation = (who: Who) => seated[who].page.getByRole('region', { name: '往来' });
  /** Presses an action and gives its panel. */
  const openPanel = async (who: Who, name: RegExp | string) => {
    await side(who).getByRole('button', { name }).click();
    const panel = side(who)
      .locator('section')
      .filter({ has: seated[who].page.getByText('收起') })
      .first();
    await panel.waitFor();
    return panel;
  };
  /** Sends the panel by its own button. */
  const submit = async (who: Who) => {
    await side(who).locator('button[type=submit]').click();
    await side(who).locator('button[type=submit]').waitFor({ state: 'detached' });
  };
  /** Types a date as people do. */
  const typeDay = async (who: Who, label: string, day: string) => {
    const field = seated[who].page.getByRole('combobox', { name: label });
    await field.fill(day);
    await field.press('Enter');
    await seated[who].page.keyboard.press('Tab');
  };
  /** What somebody did elsewhere. */
  const meanwhile = async (
    who: Who,
    kind: 'consultation' | 'field_check' | 'extension',
    alert: BuiltAlert,
    body: object,
  ) => {
    const client = await desk.api.signedIn(people[who].name);
    const [row] = await desk.api.sql<{ revision: number }>(`select revision from fundwatch.alert where id = $1`, [
      alert.id,
    ]);
    const reply = await client.call(routes.openBranch, {
      params: { alertId: alert.id },
      body: { revision: row!.revision, kind, ...body },
    });
    expect(reply.status).toBe(200);
    return reply.body;
  };

  it('a department is asked, signs, and its opinion stands in the conversation with what it rests on', async () => {
    const alert = await anAlert().answered('P3').save(desk.api.database);
    await openAlert('officer', alert);
    const panel = await openPanel('officer', /^向险种业务部门发出协商函，预计 10月22日 前签收，30 日内书面答复…$/);
    expect(await panel.innerText()).toContain('协商期间经办机构的期限照常计算');
    await panel.getByText('还缺').waitFor();
    await chooseOption(seated.officer, '协商的部门', '养老保险处');
    await panel.getByLabel('需要协商研究的问题').fill('死亡当月后 15 日内停发，是否属于政策允许的结算差异？');
    await panel.getByText('内容已齐。').waitFor();
    await takePicture(seated.officer, 'consultation-panel');
    await submit('officer');
    await conversation('officer').getByText('待签收').waitFor();
    await side('officer').getByText('养老保险处签收').first().waitFor();

    const { page } = seated.department;
    await open('department', '/');
    await page.getByRole('heading', { name: '协商' }).waitFor();
    await page.getByText('签收后 30 日内').waitFor();
    await takePicture(seated.department, 'consultations');
    await open('officer', '/consultations');
    const listed = seated.officer.page.locator('tbody tr').filter({ hasText: alert.number });
    expect((await listed.getByText('高', { exact: true }).boundingBox())!.width).toBeGreaterThan(8);
    expect((await listed.locator('td[data-title=预警事项]').boundingBox())!.width).toBeGreaterThan(150);
    await listed.getByText('发出 2026-10-20').waitFor();
    await page.getByRole('link', { name: alert.number }).click();
    await side('department')
      .getByRole('button', { name: /^签收协商函，11月19日 前书面答复$/ })
      .click();
    await side('department').getByText('2026-11-19（周四）').first().waitFor();
    await side('department').getByRole('button', { name: '为什么是这一天' }).last().click();
    await page.getByText('签收之日起 30 日内书面答复（津13）').locator('visible=true').first().waitFor();
    await page.keyboard.press('Escape');
    const opinion = await openPanel('department', '向监督机构书面反馈处理意见…');
    await opinion.getByLabel('处理意见和建议').fill('不属于政策差异，应全额追回。');
    await opinion.getByLabel('依据的文件和条款').fill('津人社〔2019〕12号 第四条');
    await opinion.locator('input[name=attachments]').setInputFiles(pdf);
    await opinion.getByRole('button', { name: '移除 继承证明.pdf' }).waitFor();
    await takePicture(seated.department, 'opinion-panel');
    await submit('department');
    await conversation('department').getByText('津人社〔2019〕12号 第四条').waitFor();

    await openAlert('officer', alert);
    const said = conversation('officer');
    await said.getByText('不属于政策差异，应全额追回。').waitFor();
    expect(await said.innerText()).toMatch(/发出协商函[\s\S]*签收[\s\S]*反馈处理意见[\s\S]*按期/);
    const download = seated.officer.page.waitForEvent('download');
    await said.getByRole('link', { name: '继承证明.pdf' }).click();
    expect((await download).suggestedFilename()).toBe('继承证明.pdf');
    await side('officer').getByRole('button', { name: '接受答复并办结' }).waitFor();
    await takePicture(seated.officer, 'alert-with-opinion');
  });

  it('more time is asked for with a date and a reason, another person grants it, and both dates stand', async () => {
    const alert = await anAlert().dueOn('2026-11-16').save(desk.api.database);
    await openAlert('handler', alert);
    const panel = await openPanel('handler', '申请延期，原期限 2026-11-16（周一）…');
    await typeDay('handler', '延期至', '2026-11-16');
    await panel.getByRole('button', { name: '延期至', exact: true }).waitFor();
    await typeDay('handler', '延期至', '2026-11-30');
    await panel.getByLabel('延期理由').fill('两名当事人在外地，等待公安协查结果。');
    await panel.getByText('内容已齐。').waitFor();
    await submit('handler');
    await side('handler').getByText('批准延期').waitFor();

    const page = await open('head', '/approvals');
    const row = page.locator('tbody tr').filter({ hasText: alert.number });
    expect(await row.innerText()).toContain('至 2026-11-30（周一）');
    await takePicture(seated.head, 'approvals-of-the-head');
    await row.getByRole('link').click();
    await openPanel('head', '批准延期至 2026-11-30（周一）…');
    // The date is filled in already: its calendar does not open over the rest.
    const typed = await seated.head.page.evaluate(() => document.activeElement?.tagName);
    expect(typed).toBe('TEXTAREA');
    expect(await seated.head.page.locator('.el-picker-panel:visible').count()).toBe(0);
    await submit('head');
    const clocks = side('head').locator('dl').first();
    await clocks.getByText('已批准延期至').waitFor();
    expect(await clocks.innerText()).toMatch(
      /2026-11-16（周一）[\s\S]*已批准延期至[\s\S]*2026-11-30（周一） · 剩 29 个工作日/,
    );
    await takePicture(seated.head, 'alert-extended');
  });

  it('a field check waits for the leader, who finds it in his list and decides it on the alert', async () => {
    const alert = await anAlert().answered('P8').save(desk.api.database);
    await openAlert('officer', alert);
    const panel = await openPanel('officer', '报分管局领导批准实地核查…');
    expect(await panel.getByLabel('核查地点').inputValue()).toBe('和平区社保中心');
    await panel.getByLabel('核查事由和要点').fill('核对 2026 年 6 月以来的停发操作记录。');
    await submit('officer');
    await side('officer').getByText('分管局领导批准实地核查').first().waitFor();

    const { page } = seated.leader;
    await open('leader', '/overview');
    await page
      .getByRole('navigation', { name: '主菜单' })
      .getByRole('link', { name: /^审批 \d+$/ })
      .click();
    // The overview names it, too, and stands until the next page is there.
    await page.getByRole('heading', { name: '待我审批', level: 1, exact: true }).waitFor();
    const row = page.locator('tbody tr').filter({ hasText: alert.number });
    await row.waitFor();
    await takePicture(seated.leader, 'approvals-of-the-leader');
    await row.getByRole('link', { name: alert.number }).click();
    const decision = await openPanel('leader', '批准实地核查（和平区社保中心）…');
    await decision.getByLabel('批示').fill('同意，两人同行，注意留存影像。');
    await takePicture(seated.leader, 'decision-panel');
    await submit('leader');
    await conversation('leader').getByText('同意，两人同行，注意留存影像。').waitFor();

    await openAlert('officer', alert);
    const findings = await openPanel('officer', '填报实地核查结果…');
    await findings.getByLabel('核查情况和结论').fill('停发操作晚于公安数据到达 12 天，经办无审批记录。');
    await submit('officer');
    await conversation('officer').getByText('✓ 已完成').waitFor();
  });

  it('an order goes out only after approval, with its number and date, and what is overdue is said in words', async () => {
    const alert = await anAlert().answered('P8').save(desk.api.database);
    await openAlert('officer', alert);
    const panel = await openPanel('officer', '报分管局领导批准督办…');
    await panel.getByLabel('督办通知书发给').fill('和平区人力资源和社会保障局');
    await typeDay('officer', '办结期限', '2026-10-30');
    await panel.getByLabel('督办事项和要求').fill('查清停发迟延的原因并报告。');
    await submit('officer');
    await openAlert('leader', alert);
    await openPanel('leader', /^批准向和平区人力资源和社会保障局督办，2026-10-30（周五） 前办结…$/);
    await submit('leader');
    await openAlert('officer', alert);
    await openPanel('officer', '向和平区人力资源和社会保障局印发督办通知书…');
    await submit('officer');
    await conversation('officer')
      .getByText(/津社基督〔2026〕\d+号/)
      .waitFor();
    desk.api.clock.set('2026-11-04T01:00:00.000Z');
    await openAlert('officer', alert);
    await side('officer').getByText('逾期 3 个工作日').first().waitFor();
    await takePicture(seated.officer, 'order-overdue');
    desk.api.clock.set('2026-10-20T01:00:00.000Z');
  });

  it('an answer is returned point by point, and a rectification is reported measure by measure', async () => {
    const alert = await anAlert().answered('P5').save(desk.api.database);
    await openAlert('officer', alert);
    const panel = await openPanel('officer', /^退回和平区社保中心补充，11月3日 前再答复…$/);
    await panel.getByLabel('退回理由').fill('更正单不完整。');
    await panel.getByRole('button', { name: '添加一条' }).click();
    await seated.officer.page.keyboard.type('更正单没有盖章');
    await seated.officer.page.keyboard.press('Enter');
    await seated.officer.page.keyboard.type('缺 8 月的追回凭证');
    await takePicture(seated.officer, 'return-panel');
    await submit('officer');
    await openAlert('handler', alert);
    await conversation('handler').getByText('缺 8 月的追回凭证').waitFor();

    const accepted = await anAlert().answered('P5').save(desk.api.database);
    await openAlert('officer', accepted);
    await side('officer')
      .getByRole('button', { name: /^接受答复，责令和平区社保中心整改，11月20日 前完成…$/ })
      .click();
    const dialog = seated.officer.page.getByRole('dialog');
    await dialog.getByLabel('整改要求').fill('停发流程须补上复核。');
    await dialog.getByRole('button', { name: '责令和平区社保中心整改' }).click();
    await side('officer').getByText('整改中').first().waitFor();
    await openAlert('handler', accepted);
    const report = await openPanel('handler', '报送整改情况，交监督机构验收…');
    await report.getByRole('textbox', { name: '措施 1', exact: true }).fill('停发增加复核岗');
    await typeDay('handler', '措施 1 的完成日期', '2026-10-19');
    await report.getByLabel('整改情况', { exact: true }).fill('已完成流程调整。');
    await report.getByText('内容已齐。').waitFor();
    await takePicture(seated.handler, 'rectification-panel');
    await submit('handler');
    await openAlert('officer', accepted);
    await conversation('officer').getByText('停发增加复核岗').waitFor();
    await side('officer').getByRole('button', { name: '验收整改并办结' }).click();
    await side('officer').getByText('✓ 已办结').waitFor();
  });

  it('the ledger adds up to the cent, keeps what was taken back, and a remainder holds up the closing', async () => {
    const alert = await anAlert().answered('P5').save(desk.api.database);
    const page = await openAlert('officer', alert);
    const ledger = page.getByRole('region', { name: '追回' });
    await ledger.getByRole('button', { name: '记一笔' }).click();
    await ledger.getByLabel('金额（元）').fill('8,412.00');
    await ledger.getByLabel('凭证或协议号').fill('津核〔2026〕18号');
    await ledger.getByRole('button', { name: '记入：确认应追回 8,412.00 元' }).click();
    await ledger.getByText('尚有余额').waitFor();

    const agency = await openAlert('handler', alert);
    const own = agency.getByRole('region', { name: '追回' });
    for (const [amount, voucher] of [
      ['2804.00', '收 118'],
      ['2804.01', '收 119'],
    ] as const) {
      await own.getByRole('button', { name: '记一笔' }).click();
      await own.getByLabel('金额（元）').fill(amount);
      await own.getByLabel('凭证或协议号').fill(voucher);
      await own.getByRole('button', { name: /^记入：已追回/ }).click();
      await own.getByText(voucher).waitFor();
    }
    await own.getByRole('button', { name: '冲销 2026-10-20 已追回 2,804.01 元' }).click();
    await agency.getByRole('dialog').getByLabel('理由').fill('重复入账');
    await agency.getByRole('dialog').getByRole('button', { name: '冲销', exact: true }).click();
    await own.getByText('已冲销：重复入账').waitFor();
    expect(await own.locator('dl').innerText()).toMatch(/尚未追回\s+5,608\.00 元/);
    await takePicture(seated.handler, 'ledger');

    await openAlert('officer', alert);
    await side('officer').getByRole('button', { name: '接受答复并办结' }).click();
    await side('officer').getByRole('alert').getByText(/追回/).first().waitFor();
    await open('officer', '/recoveries');
    const row = page.locator('tbody tr').filter({ hasText: alert.number });
    expect(await row.innerText()).toContain('5,608.00 元');
    expect((await row.getByText('高', { exact: true }).boundingBox())!.width).toBeGreaterThan(8);
    await takePicture(seated.officer, 'recoveries');
  });

  it('what is typed in a panel comes back after the page was left, and is kept when the alert changed meanwhile', async () => {
    const alert = await anAlert().answered('P3').save(desk.api.database);
    await openAlert('officer', alert);
    const panel = await openPanel('officer', '报分管局领导批准实地核查…');
    await panel.getByLabel('核查事由和要点').fill('写了一半的事由');
    await panel.getByText('草稿已保存。').waitFor();
    await seated.officer.page.evaluate(() => sessionStorage.clear());
    await openAlert('officer', alert);
    const again = await openPanel('officer', '报分管局领导批准实地核查…');
    await again.getByText('上次填写的内容已恢复。').waitFor();
    expect(await again.getByLabel('核查事由和要点').inputValue()).toBe('写了一半的事由');

    await meanwhile('head', 'consultation', alert, { department: 'YLBX', reason: '先问政策' });
    await side('officer').locator('button[type=submit]').click();
    const note = side('officer').getByRole('alert');
    await note.getByText('您填写的内容都在').waitFor();
    expect(await note.innerText()).toContain('先问政策');
    expect(await again.getByLabel('核查事由和要点').inputValue()).toBe('写了一半的事由');
    await takePicture(seated.officer, 'changed-meanwhile');
    await submit('officer');
    await conversation('officer').getByText('写了一半的事由').waitFor();
  });

  it('a step that the agency may not see makes nobody lose what he typed, and the refusal says what stands there', async () => {
    const alert = await anAlert().answered('P3').save(desk.api.database);
    await openAlert('officer', alert);
    const panel = await openPanel('officer', '报分管局领导批准实地核查…');
    await panel.getByLabel('核查事由和要点').fill('我写的事由');
    await panel.getByText('草稿已保存。').waitFor();
    await meanwhile('head', 'field_check', alert, { place: '和平区', reason: '科长先报的事由', attachments: [] });
    await side('officer').locator('button[type=submit]').click();
    const note = side('officer').getByRole('alert');
    await note.getByText('请先办结或撤销该事项。').waitFor();
    await note.getByText('科长先报的事由').waitFor();
    await note.getByText('您填写的内容都在').waitFor();
    expect(await panel.getByLabel('核查事由和要点').inputValue()).toBe('我写的事由');
    await takePicture(seated.officer, 'changed-out-of-sight');
  });

  it('a session that expires while a panel is filled opens a dialog, and the step is done after it', async () => {
    const alert = await anAlert().answered('P3').save(desk.api.database);
    await openAlert('department', alert).then((page) => page.getByText('没有找到这条预警').waitFor());
    const asked = await meanwhile('officer', 'consultation', alert, { department: 'YLBX', reason: '请研究' });
    const client = await desk.api.signedIn(people.department.name);
    const received = await client.call(routes.stepBranch, {
      params: { alertId: alert.id, branchId: asked.id },
      body: { revision: alert.revision + 1, command: 'receive' },
    });
    expect(received.status).toBe(200);
    const page = await openAlert('department', alert);
    const panel = await openPanel('department', '向监督机构书面反馈处理意见…');
    desk.api.realTime.pass(31);
    await panel.getByLabel('处理意见和建议').fill('会话过期时写的意见');
    await page.getByRole('dialog').getByText('页面上已填写的内容都在').waitFor();
    await typePassword(page);
    await panel.getByText('草稿已保存。').waitFor();
    await submit('department');
    await conversation('department').getByText('会话过期时写的意见').waitFor();
    for (const who of Object.keys(people) as Who[]) {
      if (who === 'department') continue;
      await seated[who].context.close();
      seated[who] = await sitDown(who);
    }
  });

  it('the keyboard chooses an action by its number, sends a panel and closes it', async () => {
    const alert = await anAlert().answered('P3').save(desk.api.database);
    const page = await openAlert('officer', alert);
    await side('officer').getByRole('button', { name: '接受答复并办结' }).waitFor();
    await page.keyboard.press('3');
    expect(await page.locator(':focus').innerText()).toMatch(/^退回/);
    await page.keyboard.press('Enter');
    await side('officer').getByLabel('退回理由').fill('缺少材料');
    await page.keyboard.press('Escape');
    expect(await page.locator(':focus').innerText()).toMatch(/^退回/);
    await page.keyboard.press('Enter');
    expect(await side('officer').getByLabel('退回理由').inputValue()).toBe('缺少材料');
    await page.keyboard.press('Control+Enter');
    await side('officer').getByText('退回待补').first().waitFor();
    await side('officer').locator('button[type=submit]').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('选中第几项操作').waitFor();
  });

  it('the printed alert has the conversation and no buttons', async () => {
    const alert = await anAlert().answered('P3').save(desk.api.database);
    await meanwhile('officer', 'consultation', alert, { department: 'YLBX', reason: '请研究差异。' });
    const page = await openAlert('officer', alert);
    await conversation('officer').getByText('请研究差异。').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await conversation('officer').getByText('请研究差异。').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: /^退回/ }).isVisible()).toBe(false);
    await takePicture(seated.officer, 'alert-printed');
    await page.emulateMedia({ media: null });
  });

  it('nothing is fetched from outside, and the browser has nothing to complain about', () => {
    for (const who of Object.keys(people) as Who[]) {
      expect(seated[who].foreign, who).toEqual([]);
      expect(seated[who].complaints, who).toEqual([]);
    }
  });

  for (const size of ['desk', 'phone'] as const) {
    for (const language of ['zh', 'en'] as const) {
      it(`axe finds no barrier on alert, panel and lists (${size}, ${language})`, async () => {
        const alert = await anAlert().answered('P5').save(desk.api.database);
        await meanwhile('officer', 'consultation', alert, { department: 'YLBX', reason: '请研究差异。' });
        await meanwhile('officer', 'field_check', alert, { reason: '核对记录', place: '和平区' });
        const entered = await (
          await desk.api.signedIn(people.officer.name)
        ).call(routes.addRecoveryEntry, {
          params: { alertId: alert.id },
          body: { kind: 'confirmed', amount: '8412.00', on: '2026-10-20', voucher: '津核〔2026〕18号' },
        });
        expect(entered.status).toBe(200);
        const looks: [Who, string, string][] = [
          ['officer', `/alerts/${alert.id}`, '.branch'],
          ['officer', '/approvals', 'h1'],
          ['officer', '/consultations', 'tbody tr'],
          ['officer', '/recoveries', 'tbody tr'],
          ['leader', '/approvals', 'tbody tr'],
          ['leader', `/alerts/${alert.id}`, '.branch'],
          ['department', '/consultations', 'tbody tr'],
          ['department', `/alerts/${alert.id}`, '.branch'],
        ];
        for (const who of ['officer', 'leader', 'department'] as const) {
          const person = await sitDown(who, size);
          await person.page.evaluate((chosen) => localStorage.setItem('fundwatch.language', chosen), language);
          for (const [, path, ready] of looks.filter(([one]) => one === who)) {
            await person.page.goto(desk.api.url + path);
            await person.page.locator(ready).first().waitFor();
            await takePicture(person, `${who}-${path.split('/')[1]}-${size}-${language}`);
            expect(await findBarriers(person.page), `${who} ${path}`).toEqual([]);
          }
          if (who !== 'department') {
            await person.page.goto(`${desk.api.url}/alerts/${alert.id}`);
            const name = who === 'leader' ? /^(批准实地核查|Approve the field check)/ : /^(退回|Return to)/;
            await person.page.getByRole('button', { name }).click();
            await person.page.locator('button[type=submit]').last().waitFor();
            await takePicture(person, `${who}-panel-${size}-${language}`);
            expect(await findBarriers(person.page), `${who} panel`).toEqual([]);
          }
          await person.context.close();
        }
      });
    }
  }
});
