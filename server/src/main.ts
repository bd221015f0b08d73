import { composeApplication } from '@fundwatch/application/compose';
import { pino } from 'pino';
import { createServer } from './create-server.js';
import { readConfig } from './platform/config.js';

const config = readConfig();
const logger = pino({ level: config.logLevel, base: { process: 'server' } });

const app = await composeApplication({
  databaseUrl: config.databaseUrl,
  redisUrl: config.redisUrl,
  home: config.home,
  demonstration: config.demonstration,
  exchangeSources: config.exchangeSources,
  installationSecret: config.installationSecret,
  applicationName: 'fundwatch-server',
  onQueueError: (error) => logger.warn({ queue: error.message }),
});
const server = await createServer(app, config, logger);

let stopping: Promise<void> | undefined;
function stop(signal: string): void {
  stopping ??= (async () => {
    logger.info({ signal }, 'stopping');
    await server.close();
    await app.close();
  })().then(
    () => process.exit(0),
    (error: unknown) => {
      logger.error({ error: String(error) }, 'stopping failed');
      process.exit(1);
    },
  );
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

await server.listen(config.port, config.host);
logger.info({ url: await server.getUrl() }, 'listening');
