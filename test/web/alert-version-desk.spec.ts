import { checkDraft } from '@fundwatch/application/facts';
import { routes } from '@fundwatch/domain/api';
import { systemContext } from '@fundwatch/domain/identity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDraftCheck } from '../../jobs/src/platform/run-draft-check.js';
import { aDraft } from '../support/an-indicator-draft.js';
import { anAlert } from '../support/alert-builder.js';
import { describeWith } from '../support/needs.js';
import { findBarriers } from './find-barriers.js';
import { openDesk, type Desk, type Person } from './open-desk.js';
import { takePicture } from './take-picture.js';

describeWith('browser', 'an alert tells what it rests on', () => {
  let desk: Desk;
  let officer: Person;
  let handler: Person;

  const open = (person: Person, path: string) => person.page.goto(desk.api.url + path);
  const looksWell = async (person: Person, name: string) => {
    const { page } = person;
    await page.mouse.move(0, 0);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(person, name);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await findBarriers(page)).toEqual([]);
    await takePicture(person, `${name}-390`);
    await page.setViewportSize({ width: 1440, height: 900 });
  };
  /** Another person approves what the officer proposed. */
  const approve = async (versionId: string) => {
    const head = await desk.api.signedIn('王建国');
    const reply = await head.call(routes.decideIndicatorVersion, {
      params: { versionId },
      body: { decision: 'approve' },
    });
    expect(reply.status).toBe(200);
  };
  const guidance = ({ page }: Person) => page.getByRole('region', { name: '为什么是问题' });

  beforeAll(async () => {
    desk = await openDesk();
    officer = await desk.signIn('张敏', { roles: ['supervision_officer'] });
    handler = await desk.signIn('刘红', { roles: ['agency_handler'], organisation: '120101' });
    await desk.api.addAccount({ userName: '王建国', roles: ['supervision_head'] });
  });
  afterAll(async () => {
    await desk?.close();
  });

  it('a rule that had lapsed by the day of the alert is marked with its day and its place', async () => {
    const { id } = await anAlert().of('DQ01').dispatchedTo('120101').save(desk.api.database);
    for (const person of [officer, handler]) {
      await open(person, `/alerts/${id}`);
      const basis = guidance(person);
      await basis.getByRole('heading', { name: '依据（按 2026-10-16（周五） 发现时）' }).waitFor();
      const measures = basis.getByRole('listitem').filter({ hasText: '天津市社会保险基金网络监督实施办法' }).first();
      expect(await measures.innerText()).toMatch(
        /地方规定 · 天津[\s\S]*已失效（2020-07-31 止）[\s\S]*2015-08-01 至 2020-07-31/,
      );
      await basis.getByText('登记的依据在 2026-10-16（周五） 均已失效，只作管理参考').waitFor();
    }
    await looksWell(officer, 'alert-basis');
  });

  it('the same rule was in force on the day of an older alert', async () => {
    const { id } = await anAlert().of('DQ01').raisedAt('2020-07-31T15:00:00.000Z').save(desk.api.database);
    await open(officer, `/alerts/${id}`);
    const basis = guidance(officer);
    await basis.getByRole('heading', { name: '依据（按 2020-07-31（周五） 发现时）' }).waitFor();
    expect(await basis.innerText()).toContain('当时有效的依据都是地方规定');
    expect(await basis.innerText()).not.toContain('失效');
    // An hour later it is the next day in Shanghai.
    const next = await anAlert().of('DQ01').raisedAt('2020-07-31T16:00:00.000Z').save(desk.api.database);
    await open(officer, `/alerts/${next.id}`);
    await basis.getByText('已失效（2020-07-31 止）').first().waitFor();
  });

  it('an older version explains its alert, and says which one is in force now', async () => {
    const client = await desk.api.signedIn('张敏');
    const { id } = await anAlert().of('NK02').dispatchedTo('120101').save(desk.api.database);
    await open(officer, `/alerts/${id}`);
    const raisedBy = guidance(officer);
    await raisedBy.getByText('由 NK02 第 1 版发现').waitFor();
    expect(await raisedBy.innerText()).not.toContain('现行');
    const { body } = await client.call(routes.proposeIndicatorVersion, {
      params: { code: 'NK02' },
      body: { changes: { parameters: { approvals: '30' } }, reason: '误报偏多' },
    });
    await approve(body.id);
    for (const person of [officer, handler]) {
      await open(person, `/alerts/${id}`);
      await guidance(person).getByText('现行的是第 2 版').waitFor();
      expect(await guidance(person).innerText()).toMatch(
        /由 NK02 第 1 版发现[\s\S]*仍按发现时的版本说明和办理[\s\S]*达到这么多笔时命中[^\n]*：20 笔 ?（现行 30 笔）/,
      );
    }
    await looksWell(officer, 'alert-older-version');
    await guidance(officer).getByRole('link', { name: '看现行版本' }).click();
    await officer.page.waitForURL('**/indicators/NK02');
    await officer.page.getByRole('heading', { name: /^NK02/ }).waitFor();
  });

  it('an own indicator is named as the office’s own, with its version; the agency does not take it for its own', async () => {
    const { api } = desk;
    const client = await api.signedIn('张敏');
    const { id: draftId, revision } = await aDraft(api.app, '张敏');
    await client.call(routes.checkIndicatorDraft, { params: { draftId }, body: { revision } });
    await checkDraft(api.app, systemContext('test', 'test'), { draftId, revision }, runDraftCheck);
    const submitted = await client.call(routes.submitIndicatorDraft, {
      params: { draftId },
      body: { revision, status: 'active', reason: '本地大额待遇需逐笔核实' },
    });
    await approve(submitted.body.id);
    const { id } = await anAlert().of('DY51').dispatchedTo('120101').save(api.database);
    await api.sql(
      `update fundwatch.alert set definition_hash = (select definition_hash from fundwatch.indicator_version where id = $2) where id = $1`,
      [id, submitted.body.id],
    );
    await open(officer, `/alerts/${id}`);
    await guidance(officer).getByText('由本单位自建指标 DY51 第 1 版发现').waitFor();
    await looksWell(officer, 'alert-own-indicator');
    await open(handler, `/alerts/${id}`);
    await guidance(handler).getByText('由监督机构自建指标 DY51 第 1 版发现').waitFor();
    await open(officer, '/indicators/DY51');
    await officer.page.getByText('本单位自建').waitFor();
    await officer.page.getByRole('heading', { name: '用例 2' }).waitFor();
    await officer.page.getByText('提交审批之前逐个通过的情形').waitFor();
    expect([...officer.complaints, ...handler.complaints]).toEqual([]);
  });

  it('says the same in English', async () => {
    const { id } = await anAlert().of('DQ01').save(desk.api.database);
    await officer.page.evaluate(() => localStorage.setItem('fundwatch.language', 'en'));
    await open(officer, `/alerts/${id}`);
    await officer.page.getByText('lapsed after 2020-07-31').first().waitFor();
    await officer.page.getByText('Found by DQ01, version 1.').waitFor();
  });
});
