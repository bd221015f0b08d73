import type { Command } from 'commander';
import type { CliConfig } from '../config.js';
import { withDatabase } from './with-database.js';

/** fundwatch migrate: for installations whose processes are started by something else than the launcher. */
export function registerMigrate(program: Command, config: CliConfig): void {
  program
    .command('migrate')
    .description('bring the database schema up to date (with DATABASE_URL this needs DATABASE_ADMIN_URL)')
    .action(async () => {
      if (config.databaseUrl !== undefined && config.databaseAdminUrl === undefined)
        throw new Error('DATABASE_ADMIN_URL is not set: migrations run as the owner of the schema.');
      await withDatabase(config, async () => console.log('The database schema is up to date.'));
    });
}
