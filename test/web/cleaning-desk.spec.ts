import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert, type BuiltAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { chooseOption } from './choose-option.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

const WRONG_ID = '120101195001110019';
const RIGHT_ID = '120101195001110018';

describeWith('browser', 'the desk of data tasks', () => {
  let desk: Desk;
  let officer: Person;
  let handler: Person;
  let alert: BuiltAlert;

  const open = (person: Person, path: string) => person.page.goto(desk.api.url + path);
  const rests = async ({ page }: Person) => {
    await page.mouse.move(0, 0);
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  };
  /** Looked at by axe and by eye, at the desk and on the phone. */
  async function look(person: Person, name: string): Promise<void> {
    const { page } = person;
    for (const [width, height, suffix] of [
      [1440, 900, ''],
      [390, 844, '-390'],
    ] as const) {
      await page.setViewportSize({ width, height });
      await rests(person);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name + suffix).toBeLessThanOrEqual(width);
      expect(await findBarriers(page, 'html'), name + suffix).toEqual([]);
      await takePicture(person, `${name}${suffix}`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }

  beforeAll(async () => {
    desk = await openDesk();
    alert = await anAlert().of('DQ06').dispatchedTo('120101').received().save(desk.api.database);
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    handler = await desk.signIn('刘红', { roles: ['agency_handler'], organisation: '120101' });
  });
  afterAll(() => desk?.close());

  it('an agency names the corrected record, part by part, and cannot send it half or wrong', async () => {
    const { page } = handler;
    await open(handler, `/alerts/${alert.id}/answer`);
    await page.getByText('数据质量问题', { exact: true }).click();
    await page.locator('#answer-explanation').fill('号码末位录入有误，已凭身份证复印件更正。');
    await chooseOption(handler, '更正的数据表', '参保人（person）');
    await page.locator('#answer-recordId').fill('P0001');
    await chooseOption(handler, '更正的字段', /公民身份号码/);
    await page.locator('#answer-before').fill(WRONG_ID);
    await page.locator('#answer-after').fill(WRONG_ID);
    await page.getByRole('button', { name: '更正后（格式不对）' }).waitFor();
    await page.locator('#answer-after').fill(RIGHT_ID);
    await page.getByText('必填内容已齐。').waitFor();
    await look(handler, 'answer-p1');
    await page.getByRole('button', { name: '提交答复，交监督机构审核' }).click();
    await page.getByRole('heading', { name: '数据清理任务' }).waitFor();
    await page.getByText('参保人 P0001 的“公民身份号码').waitFor();
    expect(await page.getByText(RIGHT_ID).count(), 'a citizen id stays covered').toBe(0);
    await look(handler, 'alert-with-task');
  });

  it('the handler’s queue counts what is to be put right, as the list has it; the officer’s only what came back', async () => {
    const chip = ({ page }: Person, name: RegExp) =>
      page.getByRole('navigation', { name: '按期限和步骤筛选' }).getByRole('link', { name });
    await open(handler, '/queue');
    await chip(handler, /^数据清理 1$/).waitFor();
    await look(handler, 'queue-with-data-task');
    await chip(handler, /^数据清理 1$/).click();
    await handler.page.waitForURL(/\/cleaning-tasks$/);
    await handler.page.getByRole('row', { name: new RegExp(alert.number) }).waitFor();
    expect(await handler.page.locator('tbody tr').count()).toBe(1);
    await open(officer, '/queue');
    await chip(officer, /全部未结 \d/).waitFor();
    expect(await chip(officer, /数据清理/).count()).toBe(0);
    await desk.api.sql(`update fundwatch.cleaning_task set state = 'reopened'`);
    await officer.page.reload();
    await chip(officer, /^数据清理重新打开 1$/).click();
    await officer.page.waitForURL(/\/cleaning-tasks\?show=returned$/);
    await officer.page.getByRole('row', { name: new RegExp(alert.number) }).waitFor();
    expect(await officer.page.locator('tbody tr').count()).toBe(1);
    await desk.api.sql(`update fundwatch.cleaning_task set state = 'open'`);
  });

  it('an officer finds the tasks beside the alerts, counted as the list has them, and what the last check found', async () => {
    const { page } = officer;
    // As the check of the next accepted data leaves it.
    await desk.api.sql(
      `with t as (update fundwatch.cleaning_task set state = 'reopened', returns = 1, last_outcome = 'not_corrected', last_checked_at = $1
         where alert_id = $2 returning id, agency)
       insert into fundwatch.cleaning_check (task_id, agency, seen, at, outcome, came_back, findings)
       select id, agency, 'data', $1, 'not_corrected', true, $3 from t`,
      [
        desk.api.clock.now(),
        alert.id,
        JSON.stringify({
          indicator: { state: 'still', period: '202609', hits: 1 },
          field: { state: 'differs', period: '202609', found: WRONG_ID },
        }),
      ],
    );
    await open(officer, '/alerts');
    await page.getByRole('link', { name: '数据清理' }).click();
    await page.waitForURL('**/cleaning-tasks');
    await page.getByRole('row', { name: new RegExp(alert.number) }).waitFor();
    await page.getByText('指标在 2026-09 仍有命中 1 条').waitFor();
    expect(await page.getByText(WRONG_ID).count()).toBe(0);
    await look(officer, 'cleaning-tasks');
    const chips = page.getByRole('group', { name: '清理任务的范围' });
    await chips.getByRole('button', { name: '重新打开 1' }).click();
    await page.getByRole('row', { name: new RegExp(alert.number) }).waitFor();
    await chips.getByRole('button', { name: '已结束 0' }).click();
    await page.getByText('没有这样的数据清理任务').waitFor();
    await look(officer, 'cleaning-none');
  });

  it('what the data cannot show an officer settles, with a reason', async () => {
    const { page } = officer;
    await open(officer, `/alerts/${alert.id}`);
    await page.getByText('重新打开').first().waitFor();
    await look(officer, 'alert-task-came-back');
    await page.getByRole('button', { name: '人工了结…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('该参保人已合并到另一编号，记录不再报送');
    await dialog.getByRole('button', { name: '了结任务' }).click();
    await page.getByText('了结：该参保人已合并到另一编号').waitFor();
    await open(handler, '/cleaning-tasks?show=ended');
    await handler.page.getByText('人工了结').waitFor();
    expect(handler.complaints).toEqual([]);
    expect(officer.complaints).toEqual([]);
  });
});
