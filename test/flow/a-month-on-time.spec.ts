import { Readable } from 'node:stream';
import {
  addAttachment,
  answerAlert,
  closeAlert,
  dismissAlert,
  dispatchAlert,
  getAlert,
  getArrivalBoard,
  listAlertEvents,
  receiveAlert,
  screenAlert,
} from '@fundwatch/application';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMonth, alertsOfTheMonth, MONTH, NORTH, SOUTH } from '../support/a-month.js';
import { Office } from '../support/an-office.js';
import { describeWith } from '../support/needs.js';
import { startRedis } from '../support/redis.js';

describe('a month on time, with the queue in PostgreSQL', () => {
  playTheMonth(async () => ({ redisUrl: undefined, stop: async () => undefined }));
});

describeWith('redis', 'a month on time, with the queue in Redis', () => {
  playTheMonth(async () => {
    const redis = await startRedis();
    return { redisUrl: redis.url, stop: redis.stop };
  });
});

function playTheMonth(startQueue: () => Promise<{ redisUrl: string | undefined; stop(): Promise<void> }>): void {
  let queue: Awaited<ReturnType<typeof startQueue>>;
  let office: Office;
  beforeAll(async () => {
    queue = await startQueue();
    office = await Office.open({ redisUrl: queue.redisUrl });
    await office.startWorkers();
  });
  afterAll(async () => {
    await office?.close();
    await queue?.stop();
  });

  it('begins with packages that arrive before the due date and are accepted', async () => {
    await office.setClock('2026-10-09T10:30:00+08:00');
    for (const spec of aMonth()) await office.upload(spec);
    await office.until(() => office.dataSettled());

    const board = await getArrivalBoard(office.app, office.as('officer'), { period: MONTH });
    expect(board.dueOn).toBe('2026-10-15');
    expect(board.totals).toMatchObject({ on_time: 7, late: 0, refused: 0, waiting: 0 });
  });

  it('is evaluated one hour after the due date, by one job an indicator, and not before', async () => {
    await office.setClock('2026-10-16T00:59:00+08:00');
    await office.app.queue.enqueue('startDueEvaluations', {});
    await office.until(() => office.jobs.some(({ name }) => name === 'startDueEvaluations'));
    expect(await office.alerts()).toEqual([]);

    await office.setClock('2026-10-16T01:00:00+08:00');
    await office.app.queue.enqueue('startDueEvaluations', {});
    await office.untilEvaluated();
    const ran = office.jobs.filter(({ name }) => name === 'runIndicator').map(({ payload }) => payload);
    expect(ran.map((payload) => (payload as { indicator: string }).indicator).sort()).toEqual([
      ...office.app.catalogue.keys(),
    ]);
    expect(office.jobs.filter(({ error }) => error)).toEqual([]);
  });

  it('raises what was wrong, and nothing else', async () => {
    const alerts = await office.alerts();
    expect(
      alerts.map(({ indicator, agency, line, subject, hits }) => ({
        indicator,
        agency: agency.code,
        line,
        subject,
        hits,
      })),
    ).toEqual(alertsOfTheMonth);
    expect(alerts.map(({ number }) => number)).toEqual(alertsOfTheMonth.map((_, i) => `津预2026-00000${i + 1}`));
    expect(alerts.every(({ state }) => state === 'raised')).toBe(true);
  });

  it('shows the agencies nothing until the officer has screened and dispatched', async () => {
    await office.setClock('2026-10-16T09:00:00+08:00');
    const [, death, review, twice] = await office.alerts();
    const { app } = office;
    const officer = office.as('officer');
    for (const { id, revision } of [death!, review!]) await screenAlert(app, officer, { alertId: id, revision });
    await dismissAlert(app, officer, { alertId: twice!.id, revision: twice!.revision, reason: '补发,已核实' });
    expect(await office.alerts(SOUTH)).toEqual([]);

    for (const { id, revision, state } of await office.alerts())
      if (state === 'screened') await dispatchAlert(app, officer, { alertId: id, revision });
    expect((await office.alerts(SOUTH)).map(({ id }) => id)).toEqual([death!.id]);
    expect((await office.alerts(NORTH)).map(({ id }) => id)).toEqual([review!.id]);
  });

  it('gives the agency that signs one month to answer, and the other is taken as signed on the second working day', async () => {
    await office.setClock('2026-10-19T09:00:00+08:00');
    const [death] = await office.alerts(SOUTH);
    await receiveAlert(office.app, office.as(SOUTH), { alertId: death!.id, revision: death!.revision });
    await office.setClock('2026-10-20T00:05:00+08:00');
    await office.app.queue.enqueue('receiveAutomatically', {});
    await office.until(async () => (await office.alerts(NORTH))[0]!.state === 'received');

    expect((await office.alerts(SOUTH))[0]).toMatchObject({ state: 'received', dueOn: '2026-11-19' });
    expect((await office.alerts(NORTH))[0]).toMatchObject({ state: 'received', dueOn: '2026-11-20' });
  });

  it('takes the answers with their evidence, and ends when the officer closes', async () => {
    const { app } = office;
    await office.setClock('2026-11-02T10:00:00+08:00');
    const [death] = await office.alerts(SOUTH);
    const evidence = await addAttachment(app, office.as(SOUTH), {
      alertId: death!.id,
      fileName: '追回凭证.pdf',
      content: Readable.from([Buffer.from('%PDF-1.7\n%%EOF\n')]),
    });
    await answerAlert(app, office.as(SOUTH), {
      alertId: death!.id,
      revision: death!.revision,
      problemType: 'P5',
      explanation: '死亡信息滞后,已停发并追回。',
      fields: { correctionSlip: 'GZ-2026-1' },
      confirmedAmount: '1000.00',
      recoveredAmount: '1000.00',
      attachments: [evidence.id],
    });
    const [review] = await office.alerts(NORTH);
    await answerAlert(app, office.as(NORTH), {
      alertId: review!.id,
      revision: review!.revision,
      problemType: 'P2',
      explanation: '转换程序漏传复核人。',
      fields: { mappingNote: '复核人字段映射已更正' },
      confirmedAmount: null,
      recoveredAmount: null,
      attachments: [],
    });

    await office.setClock('2026-11-03T10:00:00+08:00');
    for (const { id, revision, state } of await office.alerts())
      if (state === 'answered') await closeAlert(app, office.as('officer'), { alertId: id, revision });
    expect((await office.alerts()).map(({ state, answeredLate }) => [state, answeredLate])).toEqual([
      ['raised', null],
      ['closed', false],
      ['closed', false],
      ['dismissed', null],
    ]);
    const detail = await getAlert(app, office.as('officer'), { alertId: death!.id });
    expect(detail.externalData).toEqual([
      { table: 'death', title: '死亡信息', period: MONTH, arrivedOn: '2026-10-09' },
    ]);
    expect(detail.answers).toMatchObject([
      { round: 1, problemType: 'P5', recoveredAmount: '1000.00', attachments: [{ fileName: '追回凭证.pdf' }] },
    ]);
    const { events } = await listAlertEvents(app, office.as('officer'), { alertId: death!.id });
    expect(events.map(({ type }) => type)).toEqual(['raise', 'screen', 'dispatch', 'receive', 'answer', 'close']);
  });
}
