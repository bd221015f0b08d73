import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aMonth, alertsOfTheMonth } from '../support/a-month.js';
import { Office, storyIndicators, type JobsProcess } from '../support/an-office.js';
import { describeWith } from '../support/needs.js';
import { startRedis } from '../support/redis.js';

describe('a worker killed in the middle, with the queue in PostgreSQL', () => {
  killWorkers(async () => ({ redisUrl: undefined, stop: async () => undefined }));
});

describeWith('redis', 'a worker killed in the middle, with the queue in Redis', () => {
  killWorkers(async () => {
    const redis = await startRedis();
    return { redisUrl: redis.url, stop: redis.stop };
  });
});

function killWorkers(startQueue: () => Promise<{ redisUrl: string | undefined; stop(): Promise<void> }>): void {
  let queue: Awaited<ReturnType<typeof startQueue>>;
  let office: Office;
  let undisturbed: Office;
  let first: JobsProcess;
  let second: JobsProcess;

  beforeAll(async () => {
    queue = await startQueue();
    // Two offices on one Redis: each in a database of its own.
    office = await Office.open({ indicators: 'all', redisUrl: queue.redisUrl && `${queue.redisUrl}/1` });
    undisturbed = await Office.open({ indicators: 'all', redisUrl: queue.redisUrl && `${queue.redisUrl}/2` });
    await undisturbed.startWorkers();
    await undisturbed.settleMonth();
  });
  afterAll(async () => {
    await office?.close();
    await undisturbed?.close();
    await queue?.stop();
  });

  it('in the middle of an evaluation: some indicators are done, the one under way has left nothing', async () => {
    await office.setClock('2026-10-09T10:30:00+08:00');
    for (const spec of aMonth()) await office.upload(spec);
    first = office.startProcess();
    await office.until(() => office.dataSettled());
    await office.setClock('2026-10-16T01:00:00+08:00');

    const release = await office.holdTable('hit');
    await office.app.queue.enqueue('startDueEvaluations', {});
    await office.untilWaitsFor('hit');
    await first.kill();
    expect(first.child.signalCode).toBe('SIGKILL');
    await release();

    expect(await office.sql(`select from fundwatch.hit`)).toEqual([]);
    expect(await office.sql(`select from fundwatch.alert`)).toEqual([]);
    const running = await office.sql(`select indicator from fundwatch.evaluation_indicator where state = 'running'`);
    expect(running).toHaveLength(1);
  });

  it('another one takes the indicator up, and is killed in the middle of the reconciliation: no alert is half there', async () => {
    const release = await office.holdTable('alert_hit');
    second = office.startProcess();
    await office.untilWaitsFor('alert_hit');
    const done = await office.sql(`select from fundwatch.evaluation_indicator where state = 'done'`);
    expect(done).toHaveLength(office.app.catalogue.size);
    await second.kill();
    await release();

    expect(await office.sql(`select from fundwatch.alert`)).toEqual([]);
    expect(await office.sql(`select state from fundwatch.evaluation where cardinality(indicators) > 0`)).toEqual([
      { state: 'running' },
    ]);
  });

  it('a third one finishes: the same alerts as undisturbed, none lost, none twice', async () => {
    office.startProcess();
    await office.untilEvaluated();
    const alerts = (await office.alerts()).filter(({ indicator }) => storyIndicators.includes(indicator));
    expect(alerts.map(({ indicator, subject }) => [indicator, subject])).toEqual(
      alertsOfTheMonth.map(({ indicator, subject }) => [indicator, subject]),
    );
    expect(await office.picture()).toEqual(await undisturbed.picture());
  });
}
