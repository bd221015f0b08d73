import { setTimeout as pause } from 'node:timers/promises';
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
  /** Resolves once all work; asks again as long as the queue is out of reach. */
  startWorkers(options: WorkerOptions): Promise<void>;
  /** Waits for running jobs, then lets go of every connection. */
  close(): Promise<void>;
}

type QueueName = JobDefinition['queue'];
const queueNames: readonly QueueName[] = ['collect', 'evaluate', 'dispatch', 'feedback', 'close', 'notify'];
/** How long whoever starts waits before asking again for a queue that is out of reach. */
const AGAIN_AFTER_MS = 1_000;
const byJobName = new Map(Object.entries(jobs).map(([key, definition]) => [definition.name, key as JobName]));

/** Opens the queue on PostgreSQL, or on Redis when its URL is given: the same API on both. */
export function openQueue(options: QueueOptions): Queue {
  const onError = options.onError ?? (() => undefined);
  const { classes, connection, reach, disconnect } = connect(options, onError);
  const lockDuration = options.lockDuration ?? 30_000;
  const queues = new Map<QueueName, InstanceType<typeof RedisQueue>>();
  const workers: Pick<RedisWorker, 'close'>[] = [];
  const closing = new AbortController();

  const queueOf = async (name: QueueName) => {
    let queue = queues.get(name);
    if (!queue) {
      await reach();
      queue = queues.get(name);
    }
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
    try {
      await queue.waitUntilReady();
    } catch (error) {
      // It remembers for good that it could not begin; the next nudge begins with another one.
      if (queues.get(name) === queue) queues.delete(name);
      throw error;
    }
    return queue;
  };

  const startWorker = async (name: QueueName, { handle, concurrency = {}, onFailed }: WorkerOptions) => {
    await reach();
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
        autorun: false,
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
    try {
      await worker.waitUntilReady();
    } catch (error) {
      await worker.close(true);
      throw error;
    }
    workers.push(worker);
    worker.run().catch(onError);
  };

  return {
    async enqueue(name, payload) {
      const definition = jobs[name] as JobDefinition;
      const queue = await queueOf(definition.queue);
      await queue.add(definition.name, payload, {
        jobId: definition.dedupeKey(payload),
        attempts: definition.attempts,
      });
    },
    async startWorkers(how) {
      for (const name of queueNames)
        for (let started = false; !started && !closing.signal.aborted;)
          try {
            await startWorker(name, how);
            started = true;
          } catch (error) {
            onError(error as Error);
            await pause(AGAIN_AFTER_MS);
          }
    },
    async close() {
      closing.abort();
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
): { classes: QueueClasses; connection: never; reach: () => Promise<unknown>; disconnect: () => Promise<void> } {
  if (options.redisUrl) {
    const redis = new Redis(options.redisUrl, { maxRetriesPerRequest: null });
    redis.on('error', onError);
    return {
      classes: { Queue: RedisQueue, Worker: RedisWorker },
      connection: redis as never,
      // It connects again by itself, and what is asked meanwhile waits.
      reach: () => Promise.resolve(),
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
  // Every queue and every worker listens, too.
  pool.setMaxListeners(0);
  // A connection that breaks while it is lent and idle would end the process; who works with it is told by what it asks next.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    classes: withBackend(createPostgresBackend) as unknown as QueueClasses,
    connection: pool as never,
    reach: () => pool.query('select'),
    disconnect: () => pool.end(),
  };
}
