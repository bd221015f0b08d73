import { totalmem } from 'node:os';
import { join } from 'node:path';
import { defaultAlertSettings } from '@fundwatch/domain/alert';
import { defaultMatterSettings } from '@fundwatch/domain/case';
import { defaultNumberWords } from '@fundwatch/domain/documents';
import type { Terms } from '@fundwatch/domain/calendar';
import { KEEP_DELIVERIES_DAYS } from '@fundwatch/domain/notify';
import { hasQuery, loadRules, loadStatutoryTables, loadWholeCatalogue } from '@fundwatch/indicators';
import { openDatabase } from '@fundwatch/storage';
import { ObjectStore } from '@fundwatch/storage/objects';
import { openQueue, type Queue } from '@fundwatch/storage/queue';
import type { Application, ApplicationSettings, Clock, Fault, JobQueue } from '../application.js';
import { defaultMemoryLimit } from './default-memory-limit.js';
import { clamdScanner } from '../feedback/clamd-scanner.js';
import { createSmtpTransport } from '../notify/smtp-transport.js';
import { createWebhookTransport } from '../notify/webhook-transport.js';
import { createNoticeBoard } from './notice-board.js';
import { createStandingReader } from './read-standing.js';

export interface CompositionConfig {
  /** The application's login role. */
  databaseUrl: string;
  /** The queue lives in Redis when this is set, else in PostgreSQL. */
  redisUrl?: string | undefined;
  /** FUNDWATCH_HOME. */
  home: string;
  demonstration?: boolean | undefined;
  exchangeSources?: ApplicationSettings['exchangeSources'] | undefined;
  watchedFolder?: string | null | undefined;
  installationSecret: string;
  /** DuckDB's limit, `1GB`; a share of the machine's memory unless given. */
  memoryLimit?: string | undefined;
  factStore?: ApplicationSettings['factStore'] | undefined;
  factDatabaseUrl?: string | undefined;
  /** From how many account hashes on an agency that shares none with others is named. */
  regionKeyHashes?: number | undefined;
  alerts?: Partial<ApplicationSettings['alerts']> | undefined;
  /** 发文字号 of this office, where it is not ours. */
  numberWords?: Partial<ApplicationSettings['documents']['numberWords']> | undefined;
  matters?: Partial<ApplicationSettings['matters']> | undefined;
  /** The mail server by its URL, the sender, and where links lead; people are told in the product only without it. */
  mail?: { smtpUrl: string; from: string; publicUrl: string | null } | null | undefined;
  /** Origins that notices may go to although they are not https or not public. */
  webhookOrigins?: readonly string[] | undefined;
  /** Days that delivered notices are kept. */
  webhookKeepDays?: number | undefined;
  /** Where people reach the product. */
  publicUrl?: string | null | undefined;
  /** clamd, `tcp://host:3310` or `unix:/path`; attachments are kept without a look when it is not named. */
  clamdUrl?: string | null | undefined;
  /** After how long a job whose worker died is given to another, milliseconds. */
  jobLockMs?: number | undefined;
  /** Shown in pg_stat_activity. */
  applicationName?: string | undefined;
  poolSize?: number | undefined;
  /** Instead of the queue that the URLs name: the command line works without one. */
  queue?: JobQueue | undefined;
  /** Instead of the installation's clock: tests bring their own time. */
  clock?: Clock | undefined;
  realTime?: (() => string) | undefined;
  /** Instead of the calendar and terms that the database holds. */
  terms?: Terms | undefined;
  onQueueError?: ((error: Error) => void) | undefined;
  /** Writes down what nobody foresaw in one of several steps; it is thrown, and ends them, unless given. */
  onFault?: ((fault: Fault) => void) | undefined;
}

/** An application that owns what it opened. */
export type ComposedApplication = Application & {
  /** The queue that the URLs name, with workers for the jobs process; null when one was brought along. */
  workers: Queue | null;
  close(): Promise<void>;
};

/** Opens everything that use cases work with. @throws DomainError SCHEMA_NEWER_THAN_CODE, INDICATOR_INVALID */
export async function composeApplication(config: CompositionConfig): Promise<ComposedApplication> {
  const { home, realTime = () => new Date().toISOString() } = config;
  const entries = await loadWholeCatalogue();
  const statutory = await loadStatutoryTables();
  const rules = await loadRules();
  const database = await openDatabase(config.databaseUrl, {
    applicationName: config.applicationName,
    poolSize: config.poolSize,
  });
  const workers = config.queue
    ? null
    : openQueue({
        databaseUrl: config.databaseUrl,
        redisUrl: config.redisUrl,
        onError: config.onQueueError,
        lockDuration: config.jobLockMs,
      });
  const mail = config.mail && {
    transport: createSmtpTransport(config.mail.smtpUrl, config.mail.from),
    settings: { from: config.mail.from, publicUrl: config.mail.publicUrl },
  };
  const notices = createNoticeBoard(config.databaseUrl, (error) => config.onQueueError?.(error));
  const alerts = { ...defaultAlertSettings, ...config.alerts };
  const standing = createStandingReader(database, realTime);
  return {
    database,
    clock: config.clock ?? standing.clock,
    realTime,
    queue: config.queue ?? forgiving(workers!, config.onQueueError),
    workers,
    notices,
    onFault: config.onFault ?? throwFault,
    mail: mail ?? null,
    webhooks: createWebhookTransport(config.webhookOrigins ?? []),
    objects: new ObjectStore(join(home, 'objects')),
    virusScanner: config.clamdUrl ? clamdScanner(config.clamdUrl) : null,
    terms: config.terms ? () => Promise.resolve(config.terms!) : standing.terms,
    catalogue: new Map(entries.filter(hasQuery).map((indicator) => [indicator.code, indicator])),
    unjudged: new Map(entries.filter((entry) => !hasQuery(entry)).map((entry) => [entry.code, entry])),
    statutory,
    rules: new Map(rules.map((rule) => [rule.code, rule])),
    settings: {
      home,
      demonstration: config.demonstration ?? false,
      exchangeSources: config.exchangeSources ?? [],
      watchedFolder: config.watchedFolder ?? null,
      installationSecret: config.installationSecret,
      memoryLimit: config.memoryLimit ?? defaultMemoryLimit(machineMemory()),
      factStore: config.factStore ?? 'duckdb',
      factDatabaseUrl: config.factDatabaseUrl,
      regionKeyHashes: config.regionKeyHashes ?? 500,
      alerts,
      documents: { numberWords: { ...defaultNumberWords, ...config.numberWords } },
      matters: { ...defaultMatterSettings, ...config.matters },
      mailOn: Boolean(config.mail),
      webhookOrigins: config.webhookOrigins ?? [],
      webhookKeepDays: config.webhookKeepDays ?? KEEP_DELIVERIES_DAYS,
      publicUrl: config.publicUrl ?? config.mail?.publicUrl ?? null,
    },
    async close() {
      mail?.transport.close();
      await notices.close();
      await workers?.close();
      await database.close();
    },
  };
}

/** A nudge that cannot be queued is reported and left to the sweep: what it tells of is committed already. */
function forgiving(queue: JobQueue, onError: CompositionConfig['onQueueError']): JobQueue {
  return {
    enqueue: (name, payload) => queue.enqueue(name, payload).catch((error: unknown) => onError?.(error as Error)),
  };
}

/** A container's limit counts where there is one. */
function machineMemory(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}

function throwFault({ error }: Fault): never {
  throw error;
}
