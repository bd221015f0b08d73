import { join } from 'node:path';
import type { Application } from '@fundwatch/application';
import { composeApplication } from '@fundwatch/application/compose';
import { systemContext, type RequestContext } from '@fundwatch/domain/identity';
import type { CliConfig } from '../config.js';
import { keepSecret, readHome } from '../home/index.js';
import { withDatabase } from './with-database.js';

/**
 * Runs a command's use cases in this process, as `system:<operating-system user>`. There is no queue: what the command
 * asks for it does itself, and what it leaves to others they find in the database.
 */
export async function withApplication<T>(
  config: CliConfig,
  use: (app: Application, context: RequestContext) => Promise<T>,
): Promise<T> {
  return withDatabase(config, async ({ databaseUrl }) => {
    const app = await composeApplication({
      databaseUrl,
      home: config.home,
      demonstration: (readHome(config.home)?.demonstration ?? 'none') !== 'none',
      exchangeSources: config.exchangeSources,
      installationSecret: config.installationSecret ?? keepSecret(join(config.home, 'installation-secret')),
      memoryLimit: config.memoryLimit,
      factStore: config.factStore,
      factDatabaseUrl: config.factDatabaseUrl,
      applicationName: 'fundwatch-cli',
      poolSize: 5,
      queue: { enqueue: async () => undefined },
    });
    try {
      return await use(app, actingContext(config));
    } finally {
      await app.close();
    }
  });
}

/** Who a command acts as. */
export function actingContext({ operatingSystemUser }: CliConfig): RequestContext {
  return systemContext(`system:${operatingSystemUser}`, `command-${process.pid}-${Date.now()}`);
}
