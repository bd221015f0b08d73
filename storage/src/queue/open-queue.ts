import { jobs, type JobDefinition, type JobName, type PayloadOf } from '@fundwatch/domain/jobs';
import { createPostgresBackend, Queue as RedisQueue, Worker as RedisWorker, withBackend, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { QUEUE_SCHEMA } from './migrate-queue.js';

export interface QueueOptions {
  /** The application's login role; the queue lives in the same database … */
  databaseUrl: string;
  /** … unless this is set: then it lives in Redis. */
  redisUrl?: string;
  /** Apart from other installations on the same Redis. */
  prefix?: string;
  /** After how long a job whose worker died is given to another, milliseconds. */
  lockDuration?: number;
  onError?: (error: Error) => void;
}

/** How the jobs process runs what is queued. */
export interface WorkerOptions {
  handle: (name: JobName, payload: unknown) => Promise<void>;
  /** Jobs at the same time, by queue; 1 unless named. */
  concurrency?: Partial<Record<QueueName, number>>;
  onFailed?: (name: JobName, payload: unknown, error: Error, final: boolean) => void;
}

export interface Queue {
  /** Adds a nudge; one that waits already under the same key is enough. Rejects when the queue is out of reach. */
  enqueue<N extends JobName>(name: N, payload: PayloadOf<(typeof jobs)[N]>): Promise<void>;
  startWorkers(options: WorkerOptions): Promise<void>;
  /** Waits for running jobs, then lets go of every connection. */
  close(): Promise<void>;
}

type QueueName = JobDefinition['queue'];
const queueNames: readonly QueueName[] = ['collect', 'evaluate', 'dispatch', 'feedback', 'close', 'notify'];
const byJobName = new Map(Object.entries(jobs).map(([key, definition]) => [definition.name, key as JobName]));

/** Opens the queue on PostgreSQL, or on Redis when its URL is given: the same API on both. */
export function openQueue(options: QueueOptions): Queue {
  const onError = options.onError ?? (() => undefined);
  const { classes, connection, disconnect } = connect(options, onError);
  const lockDuration = options.lockDuration ?? 30_000;
  const queues = new Map<QueueName, InstanceType<typeof RedisQueue>>();
  const workers: Pick<RedisWorker, 'close'>[] = [];

  const queueOf = (name: QueueName) => {
    let queue = queues.get(name);
    if (!queue) {
      queue = new classes.Queue(`fundwatch-${name}`, {
        connection,
        ...(options.prefix ? { prefix: options.prefix } : {}),
        // A kept job would swallow the next nudge with its key.
        defaultJobOptions: {
          removeOnComplete: true,
          removeOnFail: true,
          backoff: { type: 'exponential', delay: 2_000 },
        },
      });
      queue.on('error', onError);
      queues.set(name, queue);
    }
    return queue;
  };

  return {
    async enqueue(name, payload) {
      const definition = jobs[name] as JobDefinition;
      await queueOf(definition.queue).add(definition.name, payload, {
        jobId: definition.dedupeKey(payload),
        attempts: definition.attempts,
      });
    },
    async startWorkers({ handle, concurrency = {}, onFailed }) {
      for (const name of queueNames) {
        const worker = new classes.Worker(
          `fundwatch-${name}`,
          async (job: Job) => {
            const key = byJobName.get(job.name);
            if (!key) throw new Error(`no job is named ${job.name}`);
            await handle(key, jobs[key].payload.parse(job.data));
          },
          {
            connection,
            ...(options.prefix ? { prefix: options.prefix } : {}),
            concurrency: concurrency[name] ?? 1,
            lockDuration,
            stalledInterval: lockDuration,
            maxStalledCount: 10,
          },
        );
        worker.on('error', onError);
        worker.on('failed', (job, error) => {
          const key = job && byJobName.get(job.name);
          if (key) onFailed?.(key, job.data, error, job.attemptsMade >= (job.opts.attempts ?? 1));
        });
        workers.push(worker);
        await worker.waitUntilReady();
      }
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await disconnect();
    },
  };
}

interface QueueClasses {
  Queue: typeof RedisQueue;
  Worker: typeof RedisWorker;
}

function connect(
  options: QueueOptions,
  onError: (error: Error) => void,
): { classes: QueueClasses; connection: never; disconnect: () => Promise<void> } {
  if (options.redisUrl) {
    const redis = new Redis(options.redisUrl, { maxRetriesPerRequest: null });
    redis.on('error', onError);
    return {
      classes: { Queue: RedisQueue, Worker: RedisWorker },
      connection: redis as never,
      disconnect: async () => void (await redis.quit().catch(() => redis.disconnect())),
    };
  }
  // One pool for all queues and workers: each would otherwise open its own.
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: 24,
    keepAlive: true,
    application_name: 'fundwatch-queue',
    options: `-c search_path=${QUEUE_SCHEMA},public`,
  });
  pool.on('error', onError);
  return {
    classes: withBackend(createPostgresBackend) as unknown as QueueClasses,
    connection: pool as never,
    disconnect: () => pool.end(),
  };
}
