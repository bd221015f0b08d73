import { randomUUID } from 'node:crypto';
import { runTest } from '@fundwatch/application/facts';
import { routes } from '@fundwatch/domain/api';
import { systemContext } from '@fundwatch/domain/identity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

const PERIOD = '202609';

describeWith('browser', 'the desk of back-tests', () => {
  let desk: Desk;
  let officer: Person;
  let number: string;

  const open = (path: string) => officer.page.goto(desk.api.url + path);
  const fitsPhone = async () => {
    await officer.page.setViewportSize({ width: 390, height: 844 });
    expect(await officer.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  };
  const fitsDesk = () => officer.page.setViewportSize({ width: 1440, height: 900 });
  /** What the jobs process does when it is nudged. */
  const work = async () => {
    const [run] = (await desk.api.sql(`select id from fundwatch.test_run where state = 'queued'`)) as { id: string }[];
    await runTest(desk.api.app, systemContext('test', 'test'), { testRunId: run!.id });
  };

  beforeAll(async () => {
    desk = await openDesk();
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    const { api } = desk;
    await api.sql(
      `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, content_hash)
       values ($1, '120101', '110', 'business', $2, 1, 'accepted', 'package', '张三', $3, $3, 'h')`,
      [randomUUID(), PERIOD, api.clock.now()],
    );
    const evaluationId = randomUUID();
    await api.sql(
      `insert into fundwatch.evaluation (id, period, run_no, state, trigger, requested_by, requested_at, finished_at, as_of, calendar_version, indicators)
       values ($1, $2, 1, 'finished', 'hand', '张敏', $3, $3, '2026-10-20', 'v', '{DY01}')`,
      [evaluationId, PERIOD, api.clock.now()],
    );
    await api.sql(
      `insert into fundwatch.evaluation_indicator (evaluation_id, indicator, version, parameters, state, hits)
       values ($1, 'DY01', 1, '{}', 'done', 1)`,
      [evaluationId],
    );
    const alert = await anAlert().answered('P5').closed().save(api.database);
    number = alert.number;
    await api.sql(
      `insert into fundwatch.hit (evaluation_id, indicator, agency, line, subject, hit_key, verdict, amount, evidence)
       select $1, a.indicator, a.agency, a.line, h.subject, h.hit_key, 'hit', h.amount, '{}'
       from fundwatch.alert a join fundwatch.alert_hit h on h.alert_id = a.id where a.id = $2`,
      [evaluationId, alert.id],
    );
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('a proposal without a back-test says so, and one is started from it', async () => {
    const { page } = officer;
    const { id } = await proposeRetirement(desk);
    await open(`/indicators/versions/${id}`);
    await page.getByText('这一版还没有回测过').waitFor();
    // The months that were evaluated are ticked.
    await page.getByRole('button', { name: '开始回测：1 个月' }).waitFor();
    await page.getByText('全不选').click();
    expect(await page.getByRole('button', { name: '开始回测：0 个月' }).isDisabled()).toBe(true);
    await page.getByText('2026-09', { exact: true }).click();
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'back-test-start');
    await fitsPhone();
    await takePicture(officer, 'back-test-start-390');
    await fitsDesk();
    await page.getByRole('button', { name: '开始回测：1 个月' }).click();
    await page.getByText('排队中，很快开始').waitFor();
    expect(await page.locator('main').innerText()).toContain('已算 0 / 1 个月');
    expect(await findBarriers(page)).toEqual([]);
  });

  it('when it is done the page shows it: figures, judged alerts in words, agencies by month, and what goes', async () => {
    const { page } = officer;
    await work();
    await page.getByText('核实属实（P5–P8）的 1 件中，1 件不会再发现').waitFor();
    await page.getByText('所选月份没有核实为正常或误报的预警').waitFor();
    await page.getByRole('button', { name: '现行 1，这一版 0，新增 0，消失 1' }).click();
    await page.getByRole('link', { name: number }).waitFor();
    expect(page.url()).toContain(`month=${PERIOD}`);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'back-test-result');
    await fitsPhone();
    await takePicture(officer, 'back-test-result-390');
    await fitsDesk();
    await page
      .getByRole('button', { name: /新增 0/ })
      .last()
      .click();
    await page.getByText('没有新增的命中').waitFor();
  });

  it('what a version on trial found stands on its indicator’s page, too, for the office only', async () => {
    const { page } = officer;
    const trial = randomUUID();
    await open('/indicators/DY01');
    await page.getByRole('heading', { name: /^判断规则|^查询|SQL/ }).waitFor();
    expect(await page.getByRole('heading', { name: '试运行结果' }).count()).toBe(0);
    await desk.api.sql(
      `insert into fundwatch.test_run (id, kind, indicator, version, definition_hash, version_id, evaluation_id, state, requested_by_name, requested_at)
       select $1, 'trial', r.indicator, r.version, r.definition_hash, r.version_id, e.id, 'done', '系统', $2
       from fundwatch.test_run r, fundwatch.evaluation e limit 1`,
      [trial, desk.api.clock.now()],
    );
    await desk.api.sql(
      `insert into fundwatch.test_run_period (test_run_id, period, state, present_hits, new_hits, kept_hits, gone_hits, cannot_decide)
       values ($1, $2, 'done', 5, 2, 4, 1, 0)`,
      [trial, PERIOD],
    );
    await page.reload();
    const trials = page.getByRole('region', { name: '试运行结果' });
    const row = trials.getByRole('row', { name: /2026-09/ });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/第 \d+ 版[\s\S]*已算完\s+5\s+6\s+2\s+1/);
    await page.mouse.move(0, 0);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'indicator-trials');
    await fitsPhone();
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'indicator-trials-390');
    await fitsDesk();
    const handler = await desk.signIn('刘红', { roles: ['agency_handler'], organisation: '120101' });
    await handler.page.goto(`${desk.api.url}/indicators/DY01`);
    await handler.page.getByRole('heading', { name: /^DY01/ }).waitFor();
    await handler.page.waitForLoadState('networkidle');
    expect(await handler.page.getByText('试运行结果').count()).toBe(0);
    await row.getByRole('link').click();
    await page.getByRole('heading', { name: /DY01 第 \d+ 版的试运行/ }).waitFor();
    await page.goBack();
    await page.goBack();
  });

  it('one that waits can be cancelled, and says so', async () => {
    const { page } = officer;
    await page.getByRole('link', { name: /^第 \d+ 版$/ }).click();
    await page.getByRole('link', { name: '2026-09' }).waitFor();
    await page.getByRole('button', { name: /^开始回测/ }).click();
    await page.getByRole('button', { name: '取消回测' }).click();
    await page.getByText('已取消').waitFor();
    expect(await page.getByRole('button', { name: '取消回测' }).count()).toBe(0);
    expect(officer.complaints).toEqual([]);
  });
});

/** A proposal that retires DY01: whatever it found is gone. */
async function proposeRetirement({ api }: Desk): Promise<{ id: string }> {
  const client = await api.signedIn('张敏');
  const { body } = await client.call(routes.proposeIndicatorVersion, {
    params: { code: 'DY01' },
    body: { changes: { status: 'retired' }, reason: '试一试停用会漏掉什么' },
  });
  return body;
}
