import { addUser, countAlerts } from '@fundwatch/application';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { assignments, demoAccounts, standIn, type AlertSelector } from '../../cli/src/demo/index.js';
import { contextOfAccount } from '../../cli/src/demonstration/context-of-account.js';
import { playAssignment, playStandIn } from '../../cli/src/demonstration/play-duties.js';
import { anAlert } from '../support/alert-builder.js';
import { REGION } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
const people = new Set(assignments.flatMap(({ given, to }) => [given.by, to]));

beforeAll(async () => {
  office = await Office.open({ withoutQueue: true });
  const { app, system } = office;
  await app.database.withContext(system, async ({ organisations }) => {
    for (const { agency: code } of assignments.flatMap(({ alerts }) => alerts))
      if (!(await organisations.find(code)))
        await organisations.enter({ code, name: `${code} 社保中心`, kind: 'agency' }, '2026-09-01T01:00:00.000Z');
  });
  for (const { userName, displayName, roles, organisation } of demoAccounts())
    if (people.has(userName))
      await addUser(app, system, {
        userName,
        displayName,
        roles: [...roles],
        organisation: organisation === '120000' ? REGION : organisation,
        password: 'only in tests 1',
      });
}, 300_000);
afterAll(() => office?.close());

it('the demonstration gives alerts to its people, and a stand-in has the absent colleague’s among his own', async () => {
  const { app } = office;
  for (const story of assignments) {
    const alerts: AlertSelector[] = [];
    for (const [n, place] of story.alerts.entries()) {
      const subject = `P${story.to}${n}`;
      await anAlert().of(place.indicator).about(subject).dispatchedTo(place.agency).save(office.database);
      alerts.push({ ...place, line: '110', subject });
    }
    await office.setClock(story.given.at);
    await playAssignment(app, story, alerts);
  }
  await office.setClock(standIn.entered.at);
  await playStandIn(app, standIn);
  await office.setClock('2026-10-20T09:00:00+08:00');
  const assigned: Record<string, unknown> = {};
  for (const { to } of assignments) {
    const counts = await countAlerts(app, await contextOfAccount(app, to, 'test'));
    assigned[to] = [counts.assigned.mine, counts.assigned.standing_in, counts.standsInFor];
  }
  expect(assigned).toEqual({ zhangmin: [5, 2, ['陈伟']], chenwei: [2, 0, []], h120103: [2, 0, []] });
}, 300_000);
