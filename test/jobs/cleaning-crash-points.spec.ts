import { join } from 'node:path';
import { answerAlert } from '@fundwatch/application';
import { collectPackage } from '@fundwatch/application/facts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cleaningCrashPoints } from '../../application/src/crash-point.js';
import { anAlert } from '../support/alert-builder.js';
import { NORTH, northBusiness } from '../support/a-month.js';
import { Office } from '../support/an-office.js';
import { buildPackage } from '../support/package-builder.js';

let office: Office;
beforeEach(async () => {
  office = await Office.open({ indicators: [] });
});
afterEach(() => office.close());

/** Two agencies' worth of promises, and data that came after them and do not keep them. */
async function leaveWork(): Promise<void> {
  await office.setClock('2026-10-19T10:00:00+08:00');
  for (const recordId of ['P1', 'P2']) {
    const { id } = await anAlert().of('DQ06').about(recordId).dispatchedTo(NORTH).received().save(office.database);
    const [row] = await office.sql<{ revision: number }>('select revision from fundwatch.alert where id = $1', [id]);
    await answerAlert(office.app, office.as(NORTH), {
      alertId: id,
      revision: row!.revision,
      problemType: 'P1',
      explanation: '姓名录入有误，已更正。',
      fields: { table: 'person', recordId, field: 'name', before: `退休人员${recordId[1]}`, after: '张三' },
      confirmedAmount: null,
      recoveredAmount: null,
      attachments: [],
    });
  }
  const path = await buildPackage(join(office.home, 'outbox'), northBusiness());
  const taken = await collectPackage(office.app, office.system, { path });
  expect(taken.state, JSON.stringify(taken.errors)).toBe('accepted');
}

const tasks = () =>
  office.sql<{ state: string; returns: number; checks: string; events: string; told: string; audit: string }>(
    `select t.state, t.returns, (select count(*) from fundwatch.cleaning_check c where c.task_id = t.id) as checks,
       (select count(*) from fundwatch.alert_event e where e.alert_id = t.alert_id and e.type = 'cleaning_reopen') as events,
       (select count(*) from fundwatch.notification n join fundwatch.app_user u on u.id = n.account
        where n.kind = 'cleaning_reopen' and n.target_id = t.alert_id::text and u.organisation = t.agency) as told,
       (select count(*) from fundwatch.audit_event a where a.action = 'cleaning.reopen' and a.details ->> 'taskId' = t.id::text) as audit
     from fundwatch.cleaning_task t`,
  );
const once = { state: 'reopened', returns: 1, checks: '1', events: '1', told: '1', audit: '1' };
const isSettled = async () => (await tasks()).every(({ state }) => state === 'reopened');

describe('a jobs process that dies while it checks what agencies promised', () => {
  it.each(cleaningCrashPoints)('at %s leaves what the next one does, each thing once', async (point) => {
    await leaveWork();
    const dying = office.startProcess({ FUNDWATCH_CRASH_AT: point });
    await office.until(() => dying.isOver);
    expect(dying.child.signalCode, `${point} was not reached`).toBe('SIGKILL');
    expect(await isSettled()).toBe(false);
    office.startProcess();
    await office.until(isSettled);
    expect(await tasks()).toEqual([once, once]);
  });

  it('with the queue’s store wiped, the next start finds the work in the database', async () => {
    await leaveWork();
    await office.sql(`delete from bullmq.job`);
    office.startProcess();
    await office.until(isSettled);
    expect(await tasks()).toEqual([once, once]);
  });
});
