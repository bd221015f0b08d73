import { requestEvaluation, sweepEvaluations, sweepPackages } from '@fundwatch/application';
import { checkPackage, runIndicator } from '@fundwatch/application/facts';
import type { JobName } from '@fundwatch/domain/jobs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MONTH, northBusiness } from '../support/a-month.js';
import { Office } from '../support/an-office.js';

let office: Office;
beforeEach(async () => {
  office = await Office.open();
  await office.setClock('2026-10-09T10:30:00+08:00');
});
afterEach(() => office.close());

/** As if the machine that holds the queue had been replaced by an empty one. */
async function emptyQueue(): Promise<void> {
  expect(await office.sql(`select from bullmq.job`)).not.toEqual([]);
  await office.sql(`delete from bullmq.job`);
}

/** The application as a sweep of another process has it; what it nudges is kept. */
function listening() {
  const nudges: [JobName, unknown][] = [];
  const queue = { enqueue: async (name: JobName, payload: unknown) => void nudges.push([name, payload]) };
  return { app: { ...office.app, queue }, nudges };
}

it('an upload whose nudge was lost with the queue is found again and checked', async () => {
  const packageId = await office.upload(northBusiness());
  await emptyQueue();
  expect(await sweepPackages(office.app, office.system)).toBe(1);
  await office.startWorkers();
  await office.until(() => office.uploadsSettled());
  expect(await office.sql(`select id, state from fundwatch.package_upload`)).toEqual([
    { id: packageId, state: 'accepted' },
  ]);
});

it('an upload that is settled is not nudged again, and a nudge that comes too late does nothing', async () => {
  const packageId = await office.upload(northBusiness());
  await checkPackage(office.app, office.system, packageId);
  const { app, nudges } = listening();
  expect(await sweepPackages(app, office.system)).toBe(0);
  expect(nudges).toEqual([]);
  expect(await checkPackage(office.app, office.system, packageId)).toBeNull();
  expect(await office.sql(`select from fundwatch.submission`)).toHaveLength(1);
});

it('a run whose nudges were lost with the queue is found again, and only what is left of it', async () => {
  const indicators = ['DQ01', 'DY01', 'DY23'];
  const { id: evaluationId } = await requestEvaluation(office.app, office.system, {
    period: MONTH,
    trigger: 'hand',
    indicators,
  });
  await emptyQueue();
  await runIndicator(office.app, office.system, { evaluationId, indicator: 'DY01' });
  const { app, nudges } = listening();
  expect(await sweepEvaluations(app, office.system)).toBe(1);
  expect(nudges).toEqual([
    ['runIndicator', { evaluationId, indicator: 'DQ01' }],
    ['runIndicator', { evaluationId, indicator: 'DY23' }],
  ]);

  await sweepEvaluations(office.app, office.system);
  await office.startWorkers();
  await office.untilEvaluated();
  expect(office.jobs.filter(({ name }) => name === 'runIndicator')).toHaveLength(2);
});

it('a run that has everything but its reconciliation is nudged to that', async () => {
  const { id: evaluationId } = await requestEvaluation(office.app, office.system, {
    period: MONTH,
    trigger: 'hand',
    indicators: ['DQ01'],
  });
  await runIndicator(office.app, office.system, { evaluationId, indicator: 'DQ01' });
  const { app, nudges } = listening();
  await sweepEvaluations(app, office.system);
  expect(nudges).toEqual([['reconcileEvaluation', { evaluationId }]]);
});
