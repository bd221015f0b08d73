import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAnswerWithProposal } from '../support/a-proposed-version.js';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

describeWith('browser', 'the desk of tuning', () => {
  let desk: Desk;
  let officer: Person;
  let head: Person;

  const open = (person: Person, path: string) => person.page.goto(desk.api.url + path);
  const fitsPhone = async (person: Person) => {
    await person.page.setViewportSize({ width: 390, height: 844 });
    expect(await person.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  };
  const fitsDesk = (person: Person) => person.page.setViewportSize({ width: 1440, height: 900 });
  beforeAll(async () => {
    desk = await openDesk();
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    head = await desk.signIn('王建国', { roles: ['supervision_head'] });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('an officer changes what differs, with its old value beside it, and says why', async () => {
    const { page } = officer;
    await open(officer, '/indicators/NK02');
    await page.getByRole('link', { name: '提出调整' }).click();
    await page.getByText('现值 20 笔').waitFor();
    expect(await page.locator('main').innerText()).toContain('还没有改动');
    await page.getByLabel('一个时间窗内审核达到这么多笔时命中').fill('3.5');
    await page.getByLabel('理由').fill('批量业务误报偏多，先提高笔数');
    await page.getByRole('button', { name: '提交审批：NK02 的 1 项改动' }).click();
    await page.getByText('写法不对').waitFor();
    await page.getByLabel('一个时间窗内审核达到这么多笔时命中').fill('30');
    expect(await page.getByText('写法不对').count()).toBe(0);
    expect(await page.locator('main').innerText()).toContain(
      '一个时间窗内审核达到这么多笔时命中；也是一天按间隔判断的最少笔数 → 30 笔',
    );
    // The button under the mouse is on its way from busy to ready.
    await page.mouse.move(0, 0);
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'tuning-propose');
    await fitsPhone(officer);
    await takePicture(officer, 'tuning-propose-390');
    await fitsDesk(officer);
    await page.getByRole('button', { name: '提交审批：NK02 的 1 项改动' }).click();
    await page.getByText('提出人不能审批自己的调整').waitFor();
    expect(await page.getByRole('button', { name: /批准/ }).count()).toBe(0);
  });

  it('the head finds it among what waits, sees the difference and approves', async () => {
    const { page } = head;
    await open(head, '/indicators');
    await page.getByRole('link', { name: '待批调整 1' }).click();
    // The library has a link of the same code.
    await page.waitForURL('**/indicators/proposals');
    await page.getByRole('link', { name: /NK02/ }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(head, 'tuning-proposals');
    await page.getByRole('link', { name: /NK02/ }).click();
    await page.getByRole('button', { name: '批准第 2 版' }).waitFor();
    const row = page.getByRole('row', { name: /一个时间窗内审核达到这么多笔时命中/ });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/20 笔[\s\S]*30 笔/);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(head, 'tuning-version');
    await fitsPhone(head);
    await takePicture(head, 'tuning-version-390');
    await fitsDesk(head);
    await page.getByRole('button', { name: '批准第 2 版' }).click();
    await page.getByRole('dialog').getByText('从下一次评估起生效').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '批准第 2 版' }).click();
    await page.getByText('已批准').waitFor();
  });

  it('the history tells who, when and why, and the indicator’s page whose version is in force', async () => {
    const { page } = officer;
    await open(officer, '/indicators/NK02/versions');
    const row = page.getByRole('row', { name: /第 2 版/ });
    await row.waitFor();
    expect(await row.innerText()).toMatch(
      /已批准[\s\S]*现行[\s\S]*这么多笔时命中[^→]*→ 30 笔[\s\S]*误报偏多[\s\S]*张敏[\s\S]*王建国/,
    );
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'tuning-versions');
    await fitsPhone(officer);
    await takePicture(officer, 'tuning-versions-390');
    await fitsDesk(officer);
    await open(officer, '/indicators/NK02');
    await page.getByText('监督机构调整').waitFor();
    // The texts say 20: whoever reads them is told that it is 30 now.
    await page.getByText('20 笔 → 30 笔').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(officer, 'tuning-indicator');
  });

  it('an answer that calls the alarm false leads to the change that it asks for', async () => {
    const { page } = officer;
    const { alertId, number } = await anAnswerWithProposal(desk.api, desk.api.database, {
      indicator: 'NK02',
      proposedParameter: 'median_seconds 改为 2',
    });
    await open(officer, `/alerts/${alertId}`);
    await page.getByRole('link', { name: '按答复提出规则调整' }).click();
    await page.getByText('median_seconds 改为 2').first().waitFor();
    expect(await page.getByLabel('理由').inputValue()).toContain(number);
    await page.getByRole('button', { name: '提交审批：NK02 的 1 项改动' }).click();
    await page.waitForURL('**/indicators/versions/*');
    await page.getByRole('link', { name: number }).waitFor();
    // The alert's page now leads to what waits.
    await open(officer, `/alerts/${alertId}`);
    await page.getByRole('link', { name: '查看待批的第 3 版' }).waitFor();
  });
});
