import { composeApplication } from '@fundwatch/application/compose';
import { pino } from 'pino';
import { createServer } from './create-server.js';
import { readConfig } from './platform/config.js';
import { logFault } from './platform/log-fault.js';

const config = readConfig();
const logger = pino({ level: config.logLevel, base: { process: 'server' } });

const app = await composeApplication({
  databaseUrl: config.databaseUrl,
  redisUrl: config.redisUrl,
  home: config.home,
  demonstration: config.demonstration,
  exchangeSources: config.exchangeSources,
  mail: config.mail && { ...config.mail, publicUrl: config.publicUrl?.href ?? null },
  webhookOrigins: config.webhookOrigins,
  publicUrl: config.publicUrl?.href ?? null,
  clamdUrl: config.clamdUrl,
  installationSecret: config.installationSecret,
  applicationName: 'fundwatch-server',
  // Requests of many people wait for the database rather than for each other's connections.
  poolSize: 30,
  onQueueError: (error) => logger.warn({ queue: error.message }),
  onFault: (fault) => logFault(logger, fault),
}).catch((error: unknown) => giveUp('compose', error));
const server = await createServer(app, config, logger).catch((error: unknown) => giveUp('create', error));

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
await server.listen(config.port, config.host).catch((error: unknown) => giveUp('listen', error));
logger.info({ url: await server.getUrl() }, 'listening');

/** Answers what is under way, then lets go of database and queue. */
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  logger.info({ signal }, 'stopping');
  try {
    await server.close();
    await app.close();
    process.exit(0);
  } catch (error) {
    giveUp('stop', error);
  }
}

function giveUp(what: string, error: unknown): never {
  logger.fatal({ what, error: error instanceof Error ? error.message : String(error) }, 'the server gives up');
  process.exit(1);
}
