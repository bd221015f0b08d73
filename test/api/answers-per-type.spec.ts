import { problemTypes, type ProblemType } from '@fundwatch/domain/alert';
import { routes } from '@fundwatch/domain/api';
import { answerRequirements } from '@fundwatch/domain/feedback';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anAlert } from '../support/alert-builder.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

let api: TestApi;
let handler: ApiClient;
beforeAll(async () => {
  api = await startApi();
  await api.addAccount({ userName: 'liu', roles: ['agency_handler'], organisation: '120101' });
  handler = await api.signedIn('liu');
});
afterAll(() => api.close());
beforeEach(() => api.clock.set('2026-10-20T01:00:00.000Z'));

/** What handbook §1.1 asks for with each type, as somebody would fill it in. */
const filled: Record<ProblemType, Record<string, string>> = {
  P1: { table: 'person', recordId: 'P0001', field: 'name', before: '张三', after: '张山' },
  P2: { mappingNote: '人员状态重新映射' },
  P3: { policyDocument: '津人社〔2019〕1号', policyClause: '第三条' },
  P4: {},
  P5: { correctionSlip: '更-1', confirmedAmount: '8412.00', recoveredAmount: '8412.00' },
  P6: { employerNotice: '津社险催〔2026〕1号' },
  P7: { persons: '1 人', months: '2026 年 8 月', confirmedAmount: '8412.00', recoveredAmount: '0.00' },
  P8: { staff: 'S1', posts: '复核岗', time: '2026 年 9 月' },
  P9: { why: '未计在途', proposedParameter: '宽限 1 个月' },
  P10: { sourceCorrection: '公安已更正死亡日期' },
  P11: { plan: '本人到场核对', planDate: '2026-11-25' },
};
const amounts = ['confirmedAmount', 'recoveredAmount'];

async function send(alertId: string, problemType: ProblemType, said: Record<string, string>, attachments: string[]) {
  const { body: alert } = await handler.call(routes.getAlert, { params: { alertId } });
  const fields = Object.fromEntries(Object.entries(said).filter(([name]) => !amounts.includes(name)));
  return handler.call(routes.answerAlert, {
    params: { alertId },
    body: {
      revision: alert.revision,
      problemType,
      explanation: '已核查。',
      fields,
      confirmedAmount: said['confirmedAmount'] ?? null,
      recoveredAmount: said['recoveredAmount'] ?? null,
      attachments,
    },
  });
}

describe('an answer brings along what its problem type needs', () => {
  test.each(problemTypes)('%s is refused without each of its fields, and taken with all', async (problemType) => {
    const { id } = await anAlert().received().save(api.database);
    const file = await handler.call(routes.addAttachment, {
      params: { alertId: id },
      file: { name: '证明.pdf', bytes: Buffer.from('%PDF-1.7\n证据') },
    });
    const evidence = problemType === 'P4' ? [file.body.id] : [];
    const all = filled[problemType];
    const asked = answerRequirements[problemType].fields.map(({ name }) => name);
    expect(Object.keys(all).toSorted()).toEqual(asked.filter((name) => name !== 'attachments').toSorted());
    for (const left of asked) {
      const { [left]: _, ...rest } = all;
      const reply = await send(id, problemType, rest, left === 'attachments' ? [] : evidence);
      expect([reply.status, reply.body], left).toMatchObject([
        422,
        {
          code: 'ANSWER_INCOMPLETE',
          details: { missing: expect.arrayContaining([{ name: left, problem: 'missing' }]) },
        },
      ]);
    }
    const taken = await send(id, problemType, all, evidence);
    expect(taken.status, JSON.stringify(taken.body)).toBe(200);
    const { body: list } = await handler.call(routes.listCleaningTasks, { query: { alertId: id, show: 'all' } });
    expect(list.total, 'what is wrong in the data is followed until the data show it').toBe(
      ['P1', 'P2'].includes(problemType) ? 1 : 0,
    );
  });

  test('another answer takes the place of what the first promised', async () => {
    await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
    const officer = await api.signedIn('zhang');
    const { id } = await anAlert().received().save(api.database);
    await send(id, 'P2', filled.P2, []);
    const { body: alert } = await officer.call(routes.getAlert, { params: { alertId: id } });
    const returned = await officer.call(routes.returnAlert, {
      params: { alertId: id },
      body: { revision: alert.revision, reason: '请写明更正的记录' },
    });
    expect(returned.status).toBe(200);
    await send(id, 'P1', filled.P1, []);
    const { body } = await officer.call(routes.listCleaningTasks, { query: { alertId: id, show: 'all' } });
    expect(body.items.map(({ state, problemType }) => [problemType, state])).toEqual([
      ['P1', 'open'],
      ['P2', 'replaced'],
    ]);
    expect(body.counts).toEqual({ open: 1, returned: 0, overdue: 0, cannot_check: 0, ended: 0, all: 2 });
  });

  test('a task that is over is not settled again', async () => {
    const officer = await api.signedIn('zhang');
    const { id } = await anAlert().received().save(api.database);
    await send(id, 'P2', filled.P2, []);
    const { body: list } = await officer.call(routes.listCleaningTasks, { query: { alertId: id } });
    const settle = () =>
      officer.call(routes.settleCleaningTask, {
        params: { taskId: list.items[0]!.id },
        body: { reason: '该表不再报送' },
      });
    const done = await settle();
    expect(done.body).toMatchObject({ state: 'settled', settled: { reason: '该表不再报送' } });
    expect((await settle()).body).toMatchObject({ code: 'CLEANING_TASK_ENDED' });
  });
});
