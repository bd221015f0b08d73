import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

describeWith('browser', 'the page of an evaluation', () => {
  let desk: Desk;
  let officer: Person;
  let administrator: Person;
  const id = randomUUID();
  const finishedAt = '2026-10-20T00:40:30.250Z';

  const open = (person: Person, query = '') => person.page.goto(`${desk.api.url}/evaluation/${id}${query}`);
  const sections = ({ page }: Person) => ({
    ran: page.getByRole('region', { name: /运行了哪些指标/ }),
    silent: page.getByRole('region', { name: /未能评估和无法判断/ }),
    timeline: page.getByRole('region', { name: '经过' }),
  });
  /** In the size of a phone nothing may hang out of the page. */
  const alsoOnPhone = async (person: Person, picture: string) => {
    const { page } = person;
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(person, picture);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(person, `${picture}-390`);
    await page.setViewportSize({ width: 1440, height: 900 });
  };

  /** A finished run of every active indicator, as the jobs would have left it. */
  async function aRun(): Promise<void> {
    const active = [...desk.api.app.catalogue.values()].filter(({ status }) => status === 'active');
    await desk.api.sql(
      `insert into fundwatch.evaluation (id, period, run_no, state, trigger, requested_by, requested_at, as_of, calendar_version, indicators,
         baseline, started_at, finished_at, alerts_raised, alerts_extended, alerts_withdrawn)
       values ($1, '202609', 1, 'finished', 'hand', '张敏', '2026-10-20T00:40:00.000Z', '2026-10-20', 'built-in-2026', $2,
         true, '2026-10-20T00:40:02.000Z', $3, 1, 0, 1)`,
      [id, active.map(({ code }) => code), finishedAt],
    );
    for (const [index, { code }] of active.entries()) {
      const failed = code === 'NK01';
      await desk.api.sql(
        `insert into fundwatch.evaluation_indicator (evaluation_id, indicator, version, parameters, state, hits, cannot_decide, duration_ms, error)
         values ($1, $2, 1, '{}', $3, $4, $5, $6, $7)`,
        [
          id,
          code,
          failed ? 'failed' : 'done',
          { DY01: 12, CW01: 3 }[code] ?? 0,
          code === 'DY04' ? 25 : 0,
          failed ? null : code === 'CW20' ? 8_400 : 100 + index,
          failed ? 'the memory was not enough' : null,
        ],
      );
      for (const agency of ['120101', '120102']) {
        const missing = agency === '120102' && code.startsWith('CW');
        await desk.api.sql(
          `insert into fundwatch.evaluation_scope (evaluation_id, indicator, agency, line, state, reason, reason_details, cannot_decide)
           values ($1, $2, $3, '110', $4, $5, $6, $7)`,
          [
            id,
            code,
            agency,
            failed || missing ? 'not_evaluated' : 'evaluated',
            failed ? 'INDICATOR_FAILED' : missing ? 'DATASET_MISSING' : null,
            missing
              ? JSON.stringify({
                  reasons: [{ code: 'DATASET_MISSING', datasets: [{ agency, line: '110', dataset: 'finance' }] }],
                })
              : '{}',
            code === 'DY04' && agency === '120101' ? 25 : 0,
          ],
        );
      }
    }
  }

  /** An alert that the run did this to. */
  async function touchedAlert(type: 'raise' | 'withdraw'): Promise<string> {
    const alert = await anAlert().save(desk.api.database);
    await desk.api.sql(
      `insert into fundwatch.alert_event (alert_id, agency, sequence, type, from_state, to_state, actor, at, recorded_at, details, agency_may_see)
       values ($1, $2, 50, $3, 'raised', 'raised', 'evaluation', $4, now(), '{"period":"202609"}', false)`,
      [alert.id, alert.agency, type, finishedAt],
    );
    return alert.number;
  }

  let raised: string;
  let withdrawn: string;
  beforeAll(async () => {
    desk = await openDesk();
    await aRun();
    raised = await touchedAlert('raise');
    withdrawn = await touchedAlert('withdraw');
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    administrator = await desk.signIn('赵工', { roles: ['administrator'] });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('says in order what happened, and each figure of alerts leads to just those', async () => {
    const { page } = officer;
    await open(officer);
    const { timeline } = sections(officer);
    await timeline.waitFor();
    const text = await timeline.innerText();
    expect(text).toMatch(
      /提出[\s\S]*手动 · 张敏[\s\S]*基线[\s\S]*开始运行[\s\S]*等候 2\.0 秒[\s\S]*完成[\s\S]*用时 28\.3 秒/,
    );
    await timeline.getByText('新增预警').getByRole('link').click();
    await page.getByText('一次评估新增的').waitFor();
    await page.getByText(raised).first().waitFor();
    expect(await page.getByText(withdrawn).count()).toBe(0);
    await open(officer);
    await timeline.getByText('撤回预警').getByRole('link').click();
    await page.getByText(withdrawn).first().waitFor();
    expect(await page.getByText(raised).count()).toBe(0);
  });

  it('counts what could not be said by reason first, then opens an agency or an indicator to its rows', async () => {
    const { page } = officer;
    await open(officer);
    const { silent } = sections(officer);
    await silent.getByRole('button', { name: /缺少已接收的数据/ }).waitFor();
    expect(await silent.innerText()).not.toContain('全部指标、单位和险种都已评估');
    const list = silent.locator('summary');
    expect(await list.count()).toBe(10);
    await silent.getByRole('button', { name: /^显示全部 \d+ 个指标$/ }).click();
    await expect.poll(() => list.count()).toBeGreaterThan(10);
    await alsoOnPhone(officer, 'evaluation');
    await silent.getByRole('button', { name: /有记录缺少判定所需的数据项 1/ }).click();
    await silent.locator('summary').filter({ hasText: 'DY04' }).click();
    await silent.getByText('25 条记录缺少判定所需的数据项').waitFor();
    await expect.poll(() => list.count()).toBe(1);
    await silent.getByRole('button', { name: /^全部原因/ }).click();
    await silent.getByRole('button', { name: /^按单位 2/ }).click();
    await expect.poll(() => list.count()).toBe(2);
    expect(new URL(page.url()).search).toContain('by=agency');
    await list.first().click();
    const rows = silent.locator('tbody tr');
    await rows.filter({ hasText: 'CW01' }).getByText('缺少已接收的数据').waitFor();
    await alsoOnPhone(officer, 'evaluation-silent');
  });

  it('shows what ran group by group, and finds failures, the slowest, and an indicator by its name', async () => {
    const { page } = officer;
    await open(officer);
    const { ran } = sections(officer);
    await ran.getByRole('link', { name: /^CW20/ }).first().waitFor();
    expect(await ran.innerText()).toMatch(/最慢：\s*CW20[\s\S]*8\.4 秒/);
    expect(await ran.locator('summary').count()).toBe(
      new Set(
        [...desk.api.app.catalogue.values()].filter(({ status }) => status === 'active').map(({ group }) => group),
      ).size,
    );
    const row = (code: string) => ran.getByRole('row', { name: new RegExp(code) });
    // A group with a failure stands open, the others wait.
    expect(await row('NK01').isVisible()).toBe(true);
    expect(await row('DY01').count()).toBe(0);
    await ran.getByRole('button', { name: /^出错 1$/ }).click();
    expect(await row('NK01').innerText()).toContain('the memory was not enough');
    await expect.poll(() => ran.locator('tbody tr').count()).toBe(1);
    await ran.getByRole('button', { name: '清除筛选' }).click();
    await ran.getByRole('textbox', { name: '指标编号、名称' }).fill('DY01');
    await page.keyboard.press('Enter');
    await row('DY01').waitFor();
    await row('DY01').getByRole('link', { name: '12', exact: true }).waitFor();
    await open(officer, '?order=hits');
    await ran.locator('tbody tr').first().waitFor();
    expect(await ran.locator('tbody tr').nth(0).innerText()).toMatch(/DY01[\s\S]*目录/);
    expect(await ran.locator('tbody tr').nth(1).innerText()).toContain('CW01');
    await ran.getByRole('button', { name: /用时/ }).click();
    expect(new URL(page.url()).search).toContain('order=time');
    expect(await ran.locator('tbody tr').first().innerText()).toContain('CW20');
    await alsoOnPhone(officer, 'evaluation-ran');
  });

  it('leads nobody to alerts who may not read them', async () => {
    await open(administrator);
    const { timeline } = sections(administrator);
    await timeline.waitFor();
    expect(await timeline.getByText('新增预警').getByRole('link').count()).toBe(0);
    expect(await findBarriers(administrator.page)).toEqual([]);
    expect([...officer.complaints, ...administrator.complaints]).toEqual([]);
  });

  it('says the same in English', async () => {
    const { page } = administrator;
    await open(administrator);
    await page.evaluate(() => localStorage.setItem('fundwatch.language', 'en'));
    await open(administrator);
    await page.getByRole('region', { name: 'What happened' }).getByText('Requested').waitFor();
    const silent = page.getByRole('region', { name: /Not evaluated, or cannot decide/ });
    await silent.getByRole('button', { name: /^No accepted data \d+/ }).click();
    await silent.getByText('1 agency · ').first().waitFor();
    await silent.getByRole('button', { name: /^By agency/ }).click();
    await silent
      .getByText(/\d+ indicators · /)
      .first()
      .waitFor();
    const ran = page.getByRole('region', { name: /Indicators that ran/ });
    expect(await ran.innerText()).toMatch(/\d{2,} indicators · hits 15[\s\S]*Slowest:\s*CW20[\s\S]*With hits\s+2/);
    const own = (await page.getByRole('main').innerText()).replaceAll(/张敏|河东区社保中心|和平区社保中心/g, '');
    expect(own.match(/[\u4e00-\u9fff]+/g) ?? []).toEqual([]);
    expect(await findBarriers(page)).toEqual([]);
  });
});
