import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const folder = new URL('../../migrations/', import.meta.url);

/** TypeORM orders migrations by the time stamp at the end of the class name. */
const FIRST_TIMESTAMP = 1_760_000_000_000;

/** Each `NNNN-name.sql` of storage/migrations as a TypeORM migration, in the order of its number. There is no way back: a restore is. */
export const migrations = readdirSync(folder)
  .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
  .sort()
  .map((name) => {
    const sql = readFileSync(fileURLToPath(new URL(name, folder)), 'utf8');
    const className = `Migration${FIRST_TIMESTAMP + Number(name.slice(0, 4))}`;
    const migration = class implements MigrationInterface {
      name = className;
      async up(runner: QueryRunner): Promise<void> {
        await runner.query(sql);
      }
      async down(): Promise<void> {
        throw new Error(`${name} has no way back`);
      }
    };
    Object.defineProperty(migration, 'name', { value: className });
    return migration;
  });

export const latestMigration = migrations.at(-1)!.name;
