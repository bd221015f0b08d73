import { DomainError } from '@fundwatch/domain';
import type { FactStore } from './fact-store.js';
import { openDuckdbRun } from './open-duckdb-run.js';
import { openPostgresRun } from './postgres/open-postgres-run.js';

/**
 * The engine that the installation reads facts with: `duckdb` over the fact files themselves, or `postgres`, a PostgreSQL
 * (or a cluster compatible with it) at `databaseUrl` that they are loaded into. Error: FACT_STORE_INCOMPLETE.
 */
export function createFactStore(kind: string, databaseUrl?: string): FactStore {
  if (kind === 'duckdb') return { openRun: openDuckdbRun };
  if (kind === 'postgres' && databaseUrl) return { openRun: (options) => openPostgresRun(databaseUrl, options) };
  throw new DomainError('FACT_STORE_INCOMPLETE', {
    store: kind,
    supported: ['duckdb', 'postgres'],
    zh:
      kind === 'postgres'
        ? '事实库设为 PostgreSQL，但没有设置 FACT_DATABASE_URL。'
        : 'FACT_STORE 的取值未知，应为 duckdb 或 postgres。',
    en:
      kind === 'postgres'
        ? 'FACT_STORE is postgres: set FACT_DATABASE_URL too.'
        : 'FACT_STORE has an unknown value: set it to duckdb or postgres.',
  });
}
