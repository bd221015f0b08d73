import { SchedulerRegistry } from '@nestjs/schedule';
import { jobs, type JobName } from '@fundwatch/domain/jobs';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Schedule } from '../../jobs/src/schedule.js';
import { Office } from '../support/an-office.js';

let office: Office;
const registries: SchedulerRegistry[] = [];
const nudges: JobName[] = [];
const scheduled = (Object.keys(jobs) as JobName[]).filter((name) => 'schedule' in jobs[name]);

beforeEach(async () => {
  nudges.length = 0;
  office = await Office.open({ withoutQueue: true, baseline: true });
});
afterEach(async () => {
  for (const registry of registries.splice(0)) for (const cron of registry.getCronJobs().values()) void cron.stop();
  await office.close();
});

/** The schedule of one jobs process, at a real time of the test's; its ticks come when the test says so. */
async function aSchedule(now: string): Promise<SchedulerRegistry> {
  const registry = new SchedulerRegistry();
  const queue = { enqueue: async (name: JobName) => void nudges.push(name) };
  const app = { ...office.app, queue, realTime: () => now };
  await new Schedule(app, pino({ level: 'silent' }), registry).onApplicationBootstrap();
  for (const cron of registry.getCronJobs().values()) void cron.stop();
  registries.push(registry);
  return registry;
}

it('every job that starts by itself is nudged once at boot, and none is forgotten', async () => {
  const registry = await aSchedule('2026-10-16T02:00:00.000Z');
  expect(nudges).toEqual(scheduled);
  expect([...registry.getCronJobs().keys()]).toEqual(scheduled.map((name) => jobs[name].name));
  const zones = [...registry.getCronJobs().values()].map((cron) => cron.cronTime.timeZone);
  expect(new Set(zones)).toEqual(new Set(['Asia/Shanghai']));
});

it('when two jobs processes tick in the same minute, one of them nudges', async () => {
  const two = [await aSchedule('2026-10-16T02:00:01.000Z'), await aSchedule('2026-10-16T02:00:02.000Z')];
  nudges.length = 0;
  await Promise.all(two.map((registry) => registry.getCronJob(jobs.sweepEvaluations.name).fireOnTick()));
  expect(nudges).toEqual(['sweepEvaluations']);
  expect(await office.sql(`select name, slot from fundwatch.schedule_slot`)).toEqual([
    { name: 'evaluate.sweep', slot: '2026-10-16T02:00' },
  ]);
});

it('the next minute is a slot of its own, and so is another job in the same minute', async () => {
  const first = await aSchedule('2026-10-16T02:00:01.000Z');
  const later = await aSchedule('2026-10-16T02:01:01.000Z');
  nudges.length = 0;
  await first.getCronJob(jobs.sweepEvaluations.name).fireOnTick();
  await first.getCronJob(jobs.sweepPackages.name).fireOnTick();
  await later.getCronJob(jobs.sweepEvaluations.name).fireOnTick();
  expect(nudges).toEqual(['sweepEvaluations', 'sweepPackages', 'sweepEvaluations']);
});
