import { NestFactory } from '@nestjs/core';
import { composeApplication } from '@fundwatch/application/compose';
import { pino } from 'pino';
import { JobsModule } from './jobs.module.js';
import type { JobsConfig } from './platform/config.js';
import { giveUp, runJob } from './platform/run-job.js';

/** Starts schedule and workers; the returned function stops them after the jobs that run. */
export async function startJobs(config: JobsConfig): Promise<() => Promise<void>> {
  const log = pino({ level: config.LOG_LEVEL, base: { process: 'jobs' } });
  const app = await composeApplication({
    databaseUrl: config.DATABASE_URL,
    redisUrl: config.REDIS_URL,
    home: config.FUNDWATCH_HOME,
    demonstration: config.FUNDWATCH_DEMONSTRATION === '1',
    exchangeSources: config.FUNDWATCH_EXCHANGE_SOURCES,
    watchedFolder: config.FUNDWATCH_WATCHED_FOLDER,
    installationSecret: config.FUNDWATCH_INSTALLATION_SECRET,
    memoryLimit: config.FUNDWATCH_MEMORY_LIMIT,
    factStore: config.FACT_STORE,
    factDatabaseUrl: config.FACT_DATABASE_URL,
    mail:
      config.SMTP_URL && config.MAIL_FROM
        ? { smtpUrl: config.SMTP_URL, from: config.MAIL_FROM, publicUrl: config.PUBLIC_URL || null }
        : null,
    webhookOrigins: config.WEBHOOK_ALLOW_ORIGINS,
    webhookKeepDays: config.WEBHOOK_KEEP_DAYS,
    publicUrl: config.PUBLIC_URL || null,
    jobLockMs: config.FUNDWATCH_JOB_LOCK_MS,
    applicationName: 'fundwatch-jobs',
    onQueueError: (error) => log.error({ err: error }, 'queue'),
  });
  const nest = await NestFactory.createApplicationContext(JobsModule.with(app, log), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  await app.workers!.startWorkers({
    handle: (name, payload) => runJob(app, log, name, payload),
    // Two indicators at a time would only halve each other's cores and memory.
    concurrency: { collect: 2, evaluate: 1, dispatch: 1, feedback: 1 },
    onFailed: (name, payload, error, final) => {
      if (final) void giveUp(app, name, payload, error).catch((cause: unknown) => log.error({ err: cause }, 'give up'));
    },
  });
  log.info('jobs ready');
  return async () => {
    await nest.close();
    await app.close();
  };
}
