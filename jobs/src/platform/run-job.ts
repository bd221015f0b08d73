import type { Application } from '@fundwatch/application';
import { failIndicator } from '@fundwatch/application/facts';
import { systemContext } from '@fundwatch/domain/identity';
import { jobs, type JobName } from '@fundwatch/domain/jobs';
import type { Logger } from 'pino';
import { registry } from '../registry.js';
import type { JobHandler } from './job-handler.js';

/** Runs one job: the payload was parsed on arrival; one log line with counts, or one with the error. */
export async function runJob(app: Application, log: Logger, name: JobName, payload: unknown): Promise<void> {
  const { name: job } = jobs[name];
  const startedAt = performance.now();
  const requestId = `${job}-${Math.random().toString(36).slice(2, 8)}`;
  const handler = registry[name] as JobHandler<JobName>;
  const took = () => Math.round(performance.now() - startedAt);
  try {
    const counts = await handler({ app, context: systemContext(job, requestId), payload: payload as never });
    log.info({ job, requestId, ms: took(), ...counts }, 'job done');
  } catch (error) {
    log.error({ job, requestId, ms: took(), err: error }, 'job failed');
    throw error;
  }
}

/** After the last attempt: an indicator that cannot run must not keep the others of its run waiting. */
export async function giveUp(app: Application, name: JobName, payload: unknown, error: Error): Promise<void> {
  if (name !== 'runIndicator') return;
  const { evaluationId, indicator } = jobs.runIndicator.payload.parse(payload);
  const context = systemContext(jobs.runIndicator.name, `give-up-${indicator}`);
  await failIndicator(app, context, { evaluationId, indicator, error: error.message });
  await app.queue.enqueue('reconcileEvaluation', { evaluationId });
}
