import { z } from 'zod';
import { job } from './job-definition.js';

const nothing = z.object({});
const once = (name: string) => () => name.replace('.', '-');

/** Every job of the product. The registry in jobs/ is exhaustive over this: a job without a handler doesn't compile. */
export const jobs = {
  pullExchangeSources: job({
    name: 'collect.pull-exchange-sources',
    queue: 'collect',
    payload: nothing,
    dedupeKey: once('collect.pull-exchange-sources'),
    attempts: 1,
    schedule: '0 6 * * *',
  }),
  pullExchangeSource: job({
    name: 'collect.pull-exchange-source',
    queue: 'collect',
    payload: z.object({ source: z.string() }),
    dedupeKey: (p) => `collect-pull-${p.source}`,
    attempts: 3,
  }),
  checkPackage: job({
    name: 'collect.check-package',
    queue: 'collect',
    payload: z.object({ packageId: z.uuid() }),
    dedupeKey: (p) => `collect-check-${p.packageId}`,
    attempts: 1,
  }),
  sweepPackages: job({
    name: 'collect.sweep-packages',
    queue: 'collect',
    payload: nothing,
    dedupeKey: once('collect.sweep-packages'),
    attempts: 1,
    schedule: '*/5 * * * *',
  }),
  compareVersions: job({
    name: 'collect.compare-versions',
    queue: 'collect',
    payload: z.object({ submissionId: z.uuid() }),
    dedupeKey: (p) => `collect-compare-${p.submissionId}`,
    attempts: 1,
  }),
  sweepComparisons: job({
    name: 'collect.sweep-comparisons',
    queue: 'collect',
    payload: nothing,
    dedupeKey: once('collect.sweep-comparisons'),
    attempts: 1,
    schedule: '*/5 * * * *',
  }),
  sweepFiles: job({
    name: 'collect.sweep-files',
    queue: 'collect',
    payload: nothing,
    dedupeKey: once('collect.sweep-files'),
    attempts: 1,
    schedule: '30 3 * * *',
  }),
  startDueEvaluations: job({
    name: 'evaluate.start-due',
    queue: 'evaluate',
    payload: nothing,
    dedupeKey: once('evaluate.start-due'),
    attempts: 1,
    schedule: '0 1,2 * * *',
  }),
  runIndicator: job({
    name: 'evaluate.run-indicator',
    queue: 'evaluate',
    payload: z.object({ evaluationId: z.uuid(), indicator: z.string() }),
    dedupeKey: (p) => `evaluate-${p.evaluationId}-${p.indicator}`,
    attempts: 3,
  }),
  reconcileEvaluation: job({
    name: 'evaluate.reconcile',
    queue: 'evaluate',
    payload: z.object({ evaluationId: z.uuid() }),
    dedupeKey: (p) => `evaluate-reconcile-${p.evaluationId}`,
    attempts: 3,
  }),
  sweepEvaluations: job({
    name: 'evaluate.sweep',
    queue: 'evaluate',
    payload: nothing,
    dedupeKey: once('evaluate.sweep'),
    attempts: 1,
    schedule: '* * * * *',
  }),
  verifyClosedMonth: job({
    name: 'evaluate.verify-closed-month',
    queue: 'evaluate',
    payload: z.object({ verificationId: z.uuid() }),
    dedupeKey: (p) => `evaluate-verify-${p.verificationId}`,
    attempts: 1,
  }),
  sweepVerifications: job({
    name: 'evaluate.sweep-verifications',
    queue: 'evaluate',
    payload: nothing,
    dedupeKey: once('evaluate.sweep-verifications'),
    attempts: 1,
    schedule: '*/5 * * * *',
  }),
  receiveAutomatically: job({
    name: 'dispatch.receive-automatically',
    queue: 'dispatch',
    payload: nothing,
    dedupeKey: once('dispatch.receive-automatically'),
    attempts: 1,
    schedule: '5 0 * * *',
  }),
  writeReminders: job({
    name: 'feedback.write-reminders',
    queue: 'feedback',
    payload: nothing,
    dedupeKey: once('feedback.write-reminders'),
    attempts: 1,
    schedule: '10 0 * * *',
  }),
} as const;

export type JobName = keyof typeof jobs;
