import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

describeWith('browser', 'like alerts handled together at the desk', () => {
  let desk: Desk;
  let officer: Person;
  let clerk: Person;
  const save = async (...builds: ReturnType<typeof anAlert>[]) => {
    const saved: BuiltAlert[] = [];
    for (const build of builds) saved.push(await build.save(desk.api.database));
    return saved;
  };
  const open = (person: Person, path: string) => person.page.goto(desk.api.url + path);
  const rests = async ({ page }: Person) => {
    await page.mouse.move(0, 0);
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  };
  async function look(person: Person, name: string, within = 'html'): Promise<void> {
    const { page } = person;
    await rests(person);
    expect(await findBarriers(page, within), name).toEqual([]);
    await takePicture(person, name);
    await page.setViewportSize({ width: 390, height: 844 });
    await rests(person);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(390);
    expect(await findBarriers(page, within), `${name} 390`).toEqual([]);
    await takePicture(person, `${name}-390`);
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  async function choose({ page }: Person, alerts: readonly BuiltAlert[]): Promise<void> {
    for (const { number } of alerts)
      await page
        .getByRole('row', { name: new RegExp(number) })
        .locator('.el-checkbox')
        .click();
  }
  const stateOf = async ({ id }: BuiltAlert) =>
    (await desk.api.sql<{ state: string }>(`select state from fundwatch.alert where id = $1`, [id]))[0]!.state;

  beforeAll(async () => {
    desk = await openDesk({ alerts: { secondReviewPercent: 60 } });
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    clerk = await desk.signIn('刘红', { roles: ['agency_handler'], organisation: '120101' });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('the agency answers like alerts together: one answer, the amounts one by one, each with its result', async () => {
    const { page } = clerk;
    const like = await save(anAlert().received(), anAlert().returned(), anAlert().received());
    const [other] = await save(anAlert().of('DY04').received());
    await open(clerk, '/queue');
    await choose(clerk, [...like, other!]);
    // What is not alike has a button of its own.
    await page.getByRole('button', { name: /一并答复 1 条“/ }).waitFor();
    await look(clerk, 'batch-bar');
    await page.getByRole('button', { name: /一并答复 3 条“/ }).click();
    await page.getByRole('heading', { name: '一并答复 3 条同类预警' }).waitFor();
    await page.getByText('经办差错').first().click();
    await page.getByLabel('核查情况说明（每条相同，可逐条另写）').fill('系统停发滞后，均已停发并追回。');
    await page.getByLabel('更正单据号').first().fill('津和更2026-018');
    await page.getByRole('button', { name: '涉及金额按预警金额填' }).click();
    const ofOne = ({ number }: BuiltAlert) => page.getByRole('listitem').filter({ hasText: number });
    for (const one of like.slice(0, 2)) await ofOne(one).getByLabel('已追回金额').fill('8412.00');
    await page.getByText('还有 1 条没有填齐。').waitFor();
    await ofOne(like[0]!).getByRole('button', { name: '另写' }).click();
    await page.getByLabel('这一条的说明').fill('本人主动退回。');
    await look(clerk, 'batch-answer');
    // What was typed is there again after the page is opened anew.
    await page.getByText('草稿已保存').waitFor();
    await page.reload();
    expect(await page.getByLabel('核查情况说明（每条相同，可逐条另写）').inputValue()).toContain('停发滞后');
    expect(await page.getByLabel('这一条的说明').inputValue()).toBe('本人主动退回。');
    await ofOne(like[2]!).getByLabel('已追回金额').fill('0');
    // A colleague is quicker with one of them.
    await desk.api.sql(`update fundwatch.alert set revision = revision + 1 where id = $1`, [like[2]!.id]);
    await page.getByRole('button', { name: '提交这 3 条答复，交监督机构审核' }).click();
    await page.getByText('已办理 2 条。').waitFor();
    await page.getByText('1 条未办理：').waitFor();
    expect(await Promise.all(like.map(stateOf))).toEqual(['answered', 'answered', 'received']);
    await look(clerk, 'batch-answer-results');
    expect(await page.getByLabel('已追回金额').inputValue()).toBe('0');
    await page.getByRole('button', { name: '提交这 1 条答复，交监督机构审核' }).click();
    await page.getByText('已全部提交').waitFor();
    expect(await stateOf(like[2]!)).toBe('answered');
    const said = await desk.api.sql<{ explanation: string }>(
      `select explanation from fundwatch.answer order by explanation`,
    );
    expect(said.map(({ explanation }) => explanation)).toEqual([
      '本人主动退回。',
      '系统停发滞后，均已停发并追回。',
      '系统停发滞后，均已停发并追回。',
    ]);
  });

  it('a fault with one of them is said beside what was done, with the number under which the log has it', async () => {
    const { page } = officer;
    const [whole, faulty] = await save(anAlert().of('DY05'), anAlert().of('DY05'));
    await desk.api.sql(
      `create function public.break_down() returns trigger language plpgsql as 'begin raise exception ''disk''; end'`,
    );
    await desk.api.sql(
      `create trigger break_down before insert on fundwatch.alert_event for each row
       when (new.alert_id = '${faulty!.id}') execute function public.break_down()`,
    );
    await open(officer, '/alerts?indicator=DY05');
    await choose(officer, [whole!, faulty!]);
    await page.getByRole('button', { name: /^确认 2 条为疑点/ }).click();
    await page.getByText('已办理 1 条。').waitFor();
    const line = page.getByRole('listitem').filter({ hasText: faulty!.number });
    expect(await line.innerText()).toMatch(/系统内部出错，这次操作没有完成。 请求号 \S+/);
    await look(officer, 'batch-fault-results');
    expect(await Promise.all([whole!, faulty!].map(stateOf))).toEqual(['screened', 'raised']);
    await desk.api.sql(`drop trigger break_down on fundwatch.alert_event`);
  });

  it('the officer closes what is alike with one note or one each; what was drawn goes to a colleague', async () => {
    const { page } = officer;
    const normal = await save(...Array.from({ length: 6 }, () => anAlert().answered('P4')));
    const [policy] = await save(anAlert().answered('P3'));
    const [fresh] = await save(anAlert().of('DY04').answered('P2').withNewHits());
    await open(officer, '/queue?bucket=to_review');
    await choose(officer, [...normal, policy!, fresh!]);
    await page.getByRole('button', { name: '销号 8 条…' }).click();
    await page.getByText(/P4 .*（6 条）/).waitFor();
    await page.getByLabel(/P4 .*（6 条）/).fill('材料齐全，业务真实');
    await page.getByText('逐条另写').click();
    await page.getByRole('textbox', { name: new RegExp(policy!.number) }).fill('依据文件属实');
    await look(officer, 'batch-close', '.el-dialog__body');
    await page.getByRole('button', { name: '审核通过这 8 条' }).click();
    await page.getByText('已办理 7 条。').waitFor();
    await page.getByText(/其中 \d 条抽中复核，已转由另一名监测人员。/).waitFor();
    await page.getByText('1 条未办理：').waitFor();
    await look(officer, 'batch-close-results');
    expect(await stateOf(policy!)).toBe('closed');
    expect(await stateOf(fresh!)).toBe('answered');
    expect(new Set(await Promise.all(normal.map(stateOf)))).toEqual(new Set(['closed', 'in_second_review']));
    const reasons = await desk.api.sql<{ reason: string }>(
      `select distinct reason from fundwatch.alert_event where type in ('close', 'submit_for_second_review') order by 1`,
    );
    expect(reasons.map(({ reason }) => reason).sort()).toEqual(['依据文件属实', '材料齐全，业务真实']);
  });

  it('the alerts of a case are handled together on its page, each in its own state', async () => {
    const { page } = officer;
    const members = await save(anAlert(), anAlert(), anAlert().of('DY04').screened());
    const { id } = (
      await desk.api.sql<{ id: string }>(
        `insert into fundwatch.case_file (id, number, title, summary, state, revision, opened_by, officer, opened_at)
         select gen_random_uuid(), '津案2026-0001', '同一批死亡冒领', '三条预警一并核查', 'open', 1, id, id, '2026-10-20T01:00:00Z'
         from fundwatch.app_user where user_name = '张敏' returning id`,
      )
    )[0]!;
    for (const alert of members)
      await desk.api.sql(`insert into fundwatch.case_alert (alert_id, case_id, joined_at) values ($1, $2, now())`, [
        alert.id,
        id,
      ]);
    await open(officer, `/cases/${id}`);
    await choose(officer, members);
    await page.getByRole('button', { name: '下发 1 条至 1 家经办机构' }).waitFor();
    await look(officer, 'batch-case');
    await page.getByRole('button', { name: '确认 2 条为疑点' }).click();
    await page.getByText('已办理 2 条。').waitFor();
    expect(await Promise.all(members.map(stateOf))).toEqual(['screened', 'screened', 'screened']);
    for (const person of [officer, clerk]) expect([...person.foreign, ...person.complaints]).toEqual([]);
  });
});
