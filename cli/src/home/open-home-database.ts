import { join } from 'node:path';
import { migrate } from '@fundwatch/storage';
import type { CliConfig } from '../config.js';
import { startPostgres, type EmbeddedPostgres } from '../postgres/index.js';
import { keepSecret } from './keep-secret.js';

const APP_ROLE = 'fundwatch_app';

/** Where the product's truth is, for as long as it is kept open. */
export interface HomeDatabase {
  /** As the application's login role. */
  databaseUrl: string;
  /** As the owner of the schema; undefined when only the application's role was given. */
  adminUrl?: string;
  /** The embedded server; undefined with DATABASE_URL. */
  server?: EmbeddedPostgres;
  /** Brings the schema up to date; without an owner's address that is left to whoever has one. */
  migrate(): Promise<void>;
}

/** Opens the database that the configuration names, or the home's own: attached to if it runs, else started. */
export async function openHomeDatabase(config: CliConfig): Promise<HomeDatabase> {
  const { databaseUrl, databaseAdminUrl } = config;
  if (databaseUrl !== undefined) {
    const { username, password } = new URL(databaseUrl);
    const appRole = decodeURIComponent(username) || APP_ROLE;
    const appPassword = password ? decodeURIComponent(password) : undefined;
    return {
      databaseUrl,
      adminUrl: databaseAdminUrl,
      migrate: async () => {
        if (databaseAdminUrl !== undefined) await migrate(databaseAdminUrl, { appRole, appPassword });
      },
    };
  }
  const server = await startPostgres({ home: config.home, runAs: config.postgresRunAs });
  const appPassword = keepSecret(join(config.home, 'postgres', 'app-password'));
  return {
    databaseUrl: appUrl(server.adminUrl, appPassword),
    adminUrl: server.adminUrl,
    server,
    migrate: () => migrate(server.adminUrl, { appRole: APP_ROLE, appPassword }),
  };
}

function appUrl(adminUrl: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = APP_ROLE;
  url.password = password;
  return url.href;
}
