import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';

const CHECKED_AT = '2026-10-14T01:30:00.000Z';

describeWith('browser', 'the rules', () => {
  let desk: Desk;
  let officer: Person;
  let handler: Person;

  const open = (person: Person, path: string) => person.page.goto(desk.api.url + path);

  async function aResult(
    agency: string,
    line: string,
    rule: string,
    state: string,
    more: Record<string, unknown> = {},
  ) {
    const row = { reason: null, reason_details: '{}', compared: 1, left_value: '0', right_value: '0', difference: '0' };
    const values = { ...row, broken_rows: 0, tolerance: '0.01', ...more };
    await desk.api.sql(
      `insert into fundwatch.rule_result (period, agency, line, rule, state, version, checked_at, ${Object.keys(values).join(', ')})
       values ('202609', $1, $2, $3, $4, 1, $5, ${Object.keys(values).map((_, i) => `$${i + 6}`)})`,
      [agency, line, rule, state, CHECKED_AT, ...Object.values(values)],
    );
  }

  beforeAll(async () => {
    desk = await openDesk();
    for (const [agency, state] of [
      ['120101', 'done'],
      ['120102', 'waiting'],
    ])
      await desk.api.sql(
        `insert into fundwatch.rule_check (period, agency, state, requested_at, checked_at) values ('202609', $1, $2, $3, $3)`,
        [agency, state, CHECKED_AT],
      );
    await aResult('120101', '110', 'R10', 'holds', { compared: 12 });
    await aResult('120101', '110', 'R11', 'broken', {
      compared: 2,
      left_value: '12000.50',
      right_value: '11000.50',
      difference: '1000',
      broken_rows: 1,
    });
    await aResult('120101', '210', 'R11', 'holds');
    await aResult('120101', '110', 'R04', 'not_checkable', {
      reason: 'standard_lacks',
      reason_details: JSON.stringify({ lacks: [{ table: 'levy', field: 'arrears_opening' }] }),
      left_value: null,
      right_value: null,
      difference: null,
    });
    await desk.api.sql(
      `insert into fundwatch.rule_difference (period, agency, line, rule, ordinal, item, left_value, right_value, difference, evidence)
       values ('202609', '120101', '110', 'R11', 1, 'total', '12000.50', '11000.50', '1000', '{"returns_without_payment": "3"}')`,
    );
    await aResult('120102', '110', 'R11', 'holds');
    await desk.api.sql(
      `insert into fundwatch.region_key_check (period, state, agencies, apart, input_hash, checked_at)
       values ('202609', 'differs', $1, '{120101,120102}', 'h', $2)`,
      [
        JSON.stringify([
          { agency: '120101', hashes: 900, shared: 0 },
          { agency: '120102', hashes: 700, shared: 0 },
        ]),
        CHECKED_AT,
      ],
    );
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    handler = await desk.signIn('刘芳', { roles: ['agency_handler'], organisation: '120101' });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('are a matrix of agencies and rules, in which the keyboard leads from a broken cell to both sums and the rows behind', async () => {
    await open(officer, '/rules?period=202609');
    const { page } = officer;
    await page.getByRole('button', { name: '! 不符 1' }).click();
    expect(await page.locator('tbody tr').count()).toBe(1);
    const broken = page.locator('tbody td.broken');
    expect(await broken.getAttribute('title')).toContain('不符 1，不能核对 0，相符 1');
    await page.locator('td[tabindex="0"]').focus();
    const place = await broken.evaluate((cell) => (cell as HTMLTableCellElement).cellIndex - 1);
    for (let step = 0; step < place; step++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/rules\/R11\?period=202609&agency=120101/);
    await page
      .getByRole('row', { name: /企业养老/ })
      .getByRole('link')
      .click();

    await page.waitForURL(`${desk.api.url}/rules/R11/202609/120101/110`);
    const sentence = page.locator('.sentence');
    await sentence.waitFor();
    expect(await sentence.innerText()).toContain('12,000.50 元');
    expect(await sentence.innerText()).toContain('相差 1,000.00 元，超过容差 0.01 元');
    const row = page.locator('tbody tr').first();
    expect(await row.locator('td').allInnerTexts()).toEqual(['total', '12,000.50', '11,000.50', '1,000.00', '3']);
    await page.getByRole('heading', { name: '不符时怎么核查' }).waitFor();
  });

  it('say of one that cannot be checked which field the standard lacks', async () => {
    await open(officer, '/rules/R04/202609/120101/110');
    const { page } = officer;
    await page.getByText('levy.arrears_opening').first().waitFor();
    await page.getByRole('heading', { name: '这条规则目前不能核对' }).waitFor();
  });

  it('warn the office on both boards when the agencies have no account hash in common, and nobody else', async () => {
    for (const path of ['/rules?period=202609', '/board?period=202609']) {
      await open(officer, path);
      const warning = officer.page.getByRole('note', { name: '各单位的账户加密值没有一个相同' });
      await warning.waitFor();
      expect(await warning.innerText()).toContain('共 2 家单位');
    }
    await open(handler, '/rules?period=202609');
    await handler.page.locator('tbody tr').first().waitFor();
    expect(await handler.page.getByRole('note').count()).toBe(0);
  });

  it('show an agency its own row, and an officer that another is still being checked', async () => {
    await open(handler, '/rules?period=202609');
    await handler.page.locator('tbody tr').first().waitFor();
    expect(await handler.page.locator('tbody th').allInnerTexts()).toEqual([expect.stringContaining('和平区')]);
    await open(officer, '/rules?period=202609');
    await officer.page.getByText('数据还在核对，结果是上一次的').first().waitFor({ state: 'attached' });
    expect(await officer.page.locator('tbody th').count()).toBe(2);
  });

  it('are cards at 390 pixels, and no page of theirs is barred to anybody', async () => {
    const small = await desk.signIn('刘芳', { roles: ['agency_handler'], organisation: '120101' }, 'phone');
    await open(small, '/rules?period=202609');
    await small.page.locator('.card').first().waitFor();
    expect(await small.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await small.page.getByRole('link', { name: /R11/ }).click();
    await small.page.waitForURL(/\/rules\/R11/);
    await small.page.getByText('企业养老').first().waitFor();
    expect(await small.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    for (const path of ['/rules?period=202609', '/rules/R11?period=202609', '/rules/R11/202609/120101/110']) {
      await open(officer, path);
      await officer.page.locator('tbody tr').first().waitFor();
      expect(await findBarriers(officer.page), path).toEqual([]);
    }
    for (const person of [officer, handler, small]) {
      expect(person.foreign).toEqual([]);
      expect(person.complaints).toEqual([]);
    }
  });
});
