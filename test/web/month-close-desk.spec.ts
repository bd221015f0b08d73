import { systemContext } from '@fundwatch/domain/identity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evaluateEmptyMonth } from '../support/a-closable-month.js';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

const period = '202608';

describeWith('browser', 'the desk of a month close', () => {
  let desk: Desk;
  let officer: Person;
  let head: Person;

  const open = (person: Person, path: string) => person.page.goto(desk.api.url + path);
  const close = async () =>
    (
      await desk.api.sql<{ id: string }>(`select id from fundwatch.month_close where state in ('proposed', 'closed')`)
    )[0]!;
  beforeAll(async () => {
    desk = await openDesk();
    await evaluateEmptyMonth(desk.api, period);
    await evaluateEmptyMonth(desk.api, '202609');
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    head = await desk.signIn('王建国', { roles: ['supervision_head'] });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('tells for each month whether it can be closed, and why not', async () => {
    await open(officer, '/month-closes');
    const rows = officer.page.locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.nth(0).innerText()).toMatch(/2026-09[\s\S]*未关账[\s\S]*2026-10-29（周四） 之后可关账/);
    expect(await rows.nth(1).innerText()).toMatch(/2026-08[\s\S]*可以关账/);
    expect(await findBarriers(officer.page)).toEqual([]);
    await takePicture(officer, 'month-closes');
  });

  it('who proposes waits for another person, who approves or rejects with a reason', async () => {
    await open(officer, '/month-closes');
    await officer.page.getByRole('button', { name: '提请 2026-08 关账' }).click();
    await officer.page.getByRole('dialog').getByRole('textbox').fill('八月数据已齐');
    await officer.page.getByRole('dialog').getByRole('button', { name: '提请 2026-08 关账' }).click();
    await officer.page.getByText('请由另一位负责人或分管局领导审批').waitFor();
    expect(await officer.page.getByRole('button', { name: '同意 2026-08 关账' }).count()).toBe(0);
    await open(head, `/month-closes/${(await close()).id}`);
    await head.page.getByText('八月数据已齐').waitFor();
    await takePicture(head, 'month-close-proposed');
    await head.page.getByRole('button', { name: '同意 2026-08 关账' }).click();
    await head.page.getByRole('dialog').getByRole('button', { name: '同意 2026-08 关账' }).click();
    await head.page.getByRole('heading', { name: '重算核验' }).waitFor();
    expect(await head.page.locator('main').innerText()).toContain('已关账');
  });

  it('a re-run and the differences of a restated run stand on the page of the close', async () => {
    const { id } = await close();
    const evaluationId = await evaluateEmptyMonth(desk.api, period);
    const hit = {
      indicator: 'DY01',
      agency: '120101',
      line: '110',
      subject: 'P000123',
      hitKey: 'F202608000017',
      verdict: 'hit' as const,
      relatedKey: null,
      firstPeriod: period,
      observed: '1.000000',
      threshold: '0.000000',
      amount: '3120.00',
      severity: null,
      missing: null,
      evidence: { name: '王小明' },
    };
    await desk.api.app.database.withContext(systemContext('test', 'test'), ({ monthCloses }) =>
      monthCloses.replaceDifferences(evaluationId, [
        { change: 'added', before: null, after: hit },
        { change: 'removed', before: { ...hit, hitKey: 'F202608000018' }, after: null },
      ]),
    );
    await desk.api.sql(
      `insert into fundwatch.month_close_verification (id, month_close_id, state, requested_by_name, requested_at, finished_at, hits, hits_sha256, equal)
       select gen_random_uuid(), id, 'done', '王建国', now(), now(), 0, hits_object, true from fundwatch.month_close where id = $1`,
      [id],
    );
    await open(head, `/month-closes/${id}#restatements`);
    const { page } = head;
    await page.reload();
    await page.getByText('与关账时逐字节一致').waitFor();
    const differences = page.locator('#restatements');
    await differences.getByText('F202608000017').waitFor();
    expect(await differences.innerText()).toMatch(/新增[\s\S]*DY01[\s\S]*3,120\.00 元/);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(head, 'month-close');
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(head, 'month-close-390');
    await open(head, '/month-closes');
    await page.getByText('已关账').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await takePicture(head, 'month-closes-390');
  });
});
