import { addUser, getAlert, listInspections, listMatterDocuments } from '@fundwatch/application';
import { needsSecondReview, defaultAlertSettings } from '@fundwatch/domain/alert';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoAccounts, inspectionStories } from '../../cli/src/demo/index.js';
import { contextOfAccount } from '../../cli/src/demonstration/context-of-account.js';
import { playHumanStep } from '../../cli/src/demonstration/play-human-step.js';
import { playInspectionAct, playInspectionPlan } from '../../cli/src/demonstration/play-matters.js';
import { anAlert } from '../support/alert-builder.js';
import { REGION } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

const OTHER = '120102';
let office: Office;

beforeAll(async () => {
  office = await Office.open({ withoutQueue: true });
  const { app, system } = office;
  for (const { userName, displayName, roles, organisation } of demoAccounts())
    if (organisation === '120000')
      await addUser(app, system, {
        userName,
        displayName,
        roles: [...roles],
        organisation: REGION,
        password: 'only in tests 1',
      });
  await app.database.withContext(system, async ({ organisations }) => {
    for (const code of [...inspectionStories.map(({ agency }) => agency), OTHER])
      if (!(await organisations.find(code)))
        await organisations.enter({ code, name: `${code} 社保中心`, kind: 'agency' }, '2026-09-01T01:00:00.000Z');
  });
}, 300_000);
afterAll(() => office?.close());

it('the inspections of the demonstration go their way through the use cases, each with its notice given to the agency', async () => {
  const { app } = office;
  const happenings = inspectionStories.flatMap((story) => [
    { at: story.planned.at, run: () => playInspectionPlan(app, story, []) },
    ...story.acts.map((act) => ({ at: act.at, run: () => playInspectionAct(app, story, act) })),
  ]);
  for (const { at, run } of happenings.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    await office.setClock(at);
    await run();
  }
  const leader = await contextOfAccount(app, 'zhaozhiyuan', 'test');
  const { items } = await listInspections(app, leader, { limit: 10 });
  expect(items.map(({ agency, state }) => [agency.code, state]).sort()).toEqual([
    ['120112', 'drafted'],
    ['120116', 'notified'],
  ]);
  for (const { id } of items)
    expect((await listMatterDocuments(app, leader, { matter: 'inspection', matterId: id })).documents).toMatchObject([
      { kind: 'inspection_notice', sent: true, formats: ['docx', 'pdf'] },
    ]);
}, 300_000);

it('the second review of the demonstration is put up whatever the number of its alert is', async () => {
  const { app } = office;
  await office.setClock('2026-10-19T10:00:00+08:00');
  const numbers: string[] = [];
  for (const subject of ['P0000001', 'P0000002', 'P0000003']) {
    const alert = await anAlert().of('DY02').at(OTHER).about(subject).answered('P4').save(office.database);
    const which = { indicator: 'DY02', agency: OTHER, line: '110', subject, period: '202609' } as const;
    const at = '2026-10-19T10:00:00+08:00';
    await playHumanStep(app, { do: 'submit_for_second_review', at, by: 'chenwei', which } as never, 'test');
    const context = await contextOfAccount(app, 'zhangmin', 'test');
    expect(await getAlert(app, context, { alertId: alert.id })).toMatchObject({ state: 'in_second_review' });
    numbers.push(alert.number);
  }
  const drawn = (number: string) =>
    needsSecondReview({ number, answerRound: 1, problemType: 'P4' }, defaultAlertSettings);
  expect(numbers.every(drawn)).toBe(false);
}, 120_000);
