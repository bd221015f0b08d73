import { randomUUID } from 'node:crypto';
import { requestBackTest } from '@fundwatch/application';
import { checkDraft } from '@fundwatch/application/facts';
import { routes } from '@fundwatch/domain/api';
import { systemContext } from '@fundwatch/domain/identity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDraftCheck } from '../../jobs/src/platform/run-draft-check.js';
import { proposeEmptyMonth } from '../support/a-closable-month.js';
import { anAnswerWithProposal } from '../support/a-proposed-version.js';
import { aCase, proposeEntry } from '../support/a-whitelist-entry.js';
import { aDraft } from '../support/an-indicator-draft.js';
import { anAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

const PERIOD = '202609';
const system = systemContext('test', 'test');

describeWith('browser', 'the desk of approvals', () => {
  let desk: Desk;
  let officer: Person;
  let head: Person;
  let leader: Person;
  let p9: { alertId: string; number: string };

  const open = (person: Person, path: string) => person.page.goto(desk.api.url + path);
  const rests = async ({ page }: Person) => {
    await page.mouse.move(0, 0);
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  };
  /** Nothing is in the way of anybody, at the desk and on the phone; with a picture of both. */
  const looksWell = async (person: Person, name: string) => {
    const { page } = person;
    await rests(person);
    expect(await findBarriers(page)).toEqual([]);
    await page.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
      scrollTo(0, 0);
    });
    await takePicture(person, name);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await rests(person);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(person, `${name}-390`);
    await page.setViewportSize({ width: 1440, height: 900 });
  };
  const menuOf = ({ page }: Person) => page.getByRole('navigation', { name: '主菜单' });

  beforeAll(async () => {
    desk = await openDesk();
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    head = await desk.signIn('王建国', { roles: ['supervision_head'] });
    leader = await desk.signIn('赵志远', { roles: ['bureau_leader'] });
    await desk.api.sql(
      `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, content_hash)
       values ($1, '120101', '110', 'business', $2, 1, 'accepted', 'package', '张三', $3, $3, 'h')`,
      [randomUUID(), PERIOD, desk.api.clock.now()],
    );
    p9 = await anAnswerWithProposal(desk.api, desk.api.database, {
      indicator: 'NK02',
      proposedParameter: 'approvals 改为 30',
    });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('a head for whom nothing waits is told so', async () => {
    await open(head, '/queue');
    await head.page.getByRole('link', { name: '待我审批 0' }).click();
    await head.page.getByText('没有等您审批的事项').waitFor();
    expect(await menuOf(head).getByRole('link', { name: '审批 0' }).getAttribute('aria-current')).toBe('page');
    await looksWell(head, 'approvals-empty');
    await open(leader, '/overview');
    await leader.page.getByRole('heading', { level: 1 }).waitFor();
    await menuOf(leader).getByRole('link', { name: '审批 0' }).waitFor();
    expect(await leader.page.getByText('待我审批').count()).toBe(0);
    // An officer decides on extensions, and on nothing else.
    await open(officer, '/approvals');
    await officer.page.getByText('没有等您审批的事项').waitFor();
  });

  it('an answer P9 with a parameter leads its officer to a proposal that is filled in', async () => {
    const { page } = officer;
    await open(officer, `/alerts/${p9.alertId}`);
    await page.getByRole('link', { name: '按答复提出规则调整' }).click();
    const value = page.getByLabel('一个时间窗内审核达到这么多笔时命中');
    await value.waitFor();
    expect(await value.inputValue()).toBe('30');
    const reason = page.getByLabel('理由');
    expect(await reason.inputValue()).toContain(p9.number);
    expect(await page.locator('main').innerText()).toContain('最少笔数 → 30 笔');
    await reason.fill(`${await reason.inputValue()}\n近三个月误报都是批量补发，同意调整`);
    await looksWell(officer, 'propose-from-answer');
    await page.getByRole('button', { name: '提交审批：NK02 的 1 项改动' }).click();
    await page.getByText('提出人不能审批自己的调整').waitFor();
    await page.getByRole('link', { name: p9.number }).waitFor();
  });

  it('the head finds it among what waits for him, counted where his day begins', async () => {
    await open(head, '/queue');
    await head.page.getByRole('link', { name: '待我审批 1' }).waitFor();
    await looksWell(head, 'approvals-queue');
    await menuOf(head).getByRole('link', { name: '审批 1' }).click();
    // The queue has a row of the same indicator, and stands until the next page is there.
    await head.page.getByRole('heading', { name: '待我审批', level: 1, exact: true }).waitFor();
    const row = head.page.getByRole('row', { name: /NK02/ });
    expect(await row.innerText()).toMatch(/指标调整[\s\S]*近三个月误报都是批量补发[\s\S]*还没有回测过[\s\S]*张敏/);
    // It is not for who proposed it to decide.
    await open(officer, '/approvals');
    await menuOf(officer).getByRole('link', { name: '审批 0' }).waitFor();
    await officer.page.getByText('没有等您审批的事项').waitFor();
  });

  it('every kind stands there, and the counts are those of the lists', async () => {
    const { api } = desk;
    await proposeEntry(api.app, '张敏', aCase('P0012345'));
    await proposeEmptyMonth(api, '202401', '张敏');
    await aSubmittedDraft(desk);
    // His own proposal is another person's to decide.
    await proposeEntry(api.app, '王建国', aCase('P0054321'));
    await open(head, '/approvals');
    const { page } = head;
    await menuOf(head).getByRole('link', { name: '审批 4' }).waitFor();
    await page.getByText('已显示 4 条，共 4 条').waitFor();
    expect(await page.locator('main').innerText()).not.toContain('P0054321');
    for (const [chip, count] of [
      ['指标调整', 1],
      ['本单位指标', 1],
      ['白名单', 1],
      ['月度关账', 1],
      ['全部', 4],
    ] as const) {
      await page.getByRole('button', { name: `${chip} ${count}` }).click();
      await page.getByText(`已显示 ${count} 条，共 ${count} 条`).waitFor();
    }
    await looksWell(head, 'approvals');
    await open(head, '/queue');
    await page.getByRole('link', { name: '待我审批 4' }).waitFor();
  });

  it('a leader begins with the months that he may close, and they leave with his decision', async () => {
    const { page } = leader;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await open(leader, '/overview');
    await page.getByRole('heading', { name: '待我审批 1 件' }).waitFor();
    await page.waitForLoadState('networkidle');
    // Menu and overview ask once together.
    expect(asked.filter((path) => path === '/api/approvals')).toHaveLength(1);
    await menuOf(leader).getByRole('link', { name: '审批 1' }).waitFor();
    await looksWell(leader, 'approvals-overview');
    await page.getByRole('link', { name: '查看并审批' }).click();
    await page.getByRole('heading', { name: '待我审批', level: 1, exact: true }).waitFor();
    await page
      .getByRole('row', { name: /2024-01 关账/ })
      .getByRole('link')
      .click();
    await page.getByRole('button', { name: '同意 2024-01 关账' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '同意 2024-01 关账' }).click();
    await menuOf(leader).getByRole('link', { name: '审批 0' }).waitFor();
  });

  it('a list of proposals says of each what its latest back-test found, or that there was none', async () => {
    const { api } = desk;
    const [proposal] = await api.sql<{ id: string }>(
      `select id from fundwatch.indicator_version where code = 'NK02' and state = 'proposed'`,
    );
    await anAlert().of('NK02').about('S1').answered('P5').closed().save(api.database);
    await anAlert().of('NK02').about('S2').answered('P1').closed().save(api.database);
    const { testRunId } = await requestBackTest(api.app, system, { versionId: proposal!.id, periods: [PERIOD] });
    await api.sql(
      `update fundwatch.test_run_period set state = 'done', new_hits = 3, gone_hits = 2 where test_run_id = $1`,
      [testRunId],
    );
    await api.sql(`update fundwatch.test_run set state = 'done' where id = $1`, [testRunId]);
    const { page } = head;
    await open(head, '/indicators/proposals');
    const row = page.getByRole('row', { name: /NK02/ });
    await row.waitFor();
    expect(await row.innerText()).toMatch(
      /已算完[\s\S]*2026-09 的回测[\s\S]*命中新增 3，消失 2[\s\S]*属实的 1 件，漏掉 1 件[\s\S]*误报的 1 件，免去 1 件/,
    );
    expect(await page.getByRole('row', { name: /DY51/ }).innerText()).toContain('还没有回测过');
    await looksWell(head, 'proposals-back-test');
    await row.getByRole('link', { name: '2026-09 的回测' }).click();
    await page.getByRole('heading', { name: 'NK02 第 2 版的回测' }).waitFor();
  });

  it('nobody approves an own indicator unseen: its texts, its cases as they went and its query stand before him', async () => {
    const { page } = head;
    await open(head, '/approvals');
    await page.getByRole('link', { name: /DY51/ }).click();
    await page.getByText('这是第一版，没有可以比较的版本').waitFor();
    await page.getByText('大额待遇需要逐笔核实').waitFor();
    await page.getByRole('heading', { name: '用例：2 个中通过 2 个' }).waitFor();
    const query = page.getByRole('region', { name: '判断规则（SQL）' });
    expect(await query.innerText()).toContain('payment.amount > parameter.limit_amount');
    const first = page.locator('details').first();
    await first.locator('summary').focus();
    await page.keyboard.press('Enter');
    await first.getByText(/应得 \d+ 行/).waitFor();
    await looksWell(head, 'own-version');
    // The same to whoever wrote it, and nothing of it to the leader, who decides on none.
    const address = new URL(page.url()).pathname;
    await open(officer, address);
    await officer.page.getByRole('heading', { name: '用例：2 个中通过 2 个' }).waitFor();
    await open(leader, address);
    await leader.page.getByText('这是第一版').waitFor();
    expect(await leader.page.getByText('payment.amount').count()).toBe(0);
  });

  it('says when the source or the list cannot be read, and reads it when asked again', async () => {
    const { page } = head;
    for (const [pattern, path, found] of [
      ['**/api/approvals*', '/approvals', /已显示 3 条/],
      ['**/api/indicator-versions/*/source', null, /用例：2 个中通过 2 个/],
    ] as const) {
      await page.route(pattern, (route) => route.abort());
      if (path) await open(head, path);
      else await page.getByRole('link', { name: /DY51/ }).click();
      const again = page.getByRole('button', { name: '重试' });
      await again.waitFor();
      await page.unroute(pattern);
      await again.click();
      await page.getByText(found).first().waitFor();
    }
    expect([...head.complaints, ...officer.complaints, ...leader.complaints]).toEqual([]);
  });

  it('speaks English where English is asked for', async () => {
    const { page } = head;
    await page.evaluate(() => localStorage.setItem('fundwatch.language', 'en'));
    await open(head, '/approvals');
    await page.getByRole('heading', { name: 'Waits for my approval' }).waitFor();
    await page.getByText('not yet back-tested').first().waitFor();
    await looksWell(head, 'approvals-en');
    await page.getByRole('link', { name: /DY51/ }).click();
    await page.getByRole('heading', { name: 'Cases: 2 of 2 passed' }).waitFor();
  });
});

/** An own indicator whose cases passed, submitted by the officer. */
async function aSubmittedDraft({ api }: Desk): Promise<void> {
  const officer = await api.signedIn('张敏');
  const { id: draftId, revision } = await aDraft(api.app, '张敏');
  await officer.call(routes.checkIndicatorDraft, { params: { draftId }, body: { revision } });
  await checkDraft(api.app, system, { draftId, revision }, runDraftCheck);
  const body = { revision, status: 'active' as const, reason: '本地大额待遇需逐笔核实' };
  const submitted = await officer.call(routes.submitIndicatorDraft, { params: { draftId }, body });
  expect(submitted.status).toBe(200);
}
