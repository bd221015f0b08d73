import { DomainError } from '@fundwatch/domain';
import type { FactStore } from './fact-store.js';
import { openDuckdbRun } from './open-duckdb-run.js';

/**
 * The engine that the installation reads facts with. `postgres` (a cluster) is known but incomplete: it runs the
 * indicators' cases, not yet a month. Error: FACT_STORE_INCOMPLETE.
 */
export function createFactStore(kind: string): FactStore {
  if (kind === 'duckdb') return { openRun: openDuckdbRun };
  throw new DomainError('FACT_STORE_INCOMPLETE', {
    store: kind,
    supported: ['duckdb'],
    zh:
      kind === 'postgres'
        ? 'PostgreSQL 事实库尚未完成，请将 FACT_STORE 设为 duckdb 或不设。'
        : 'FACT_STORE 的取值未知。',
    en:
      kind === 'postgres'
        ? 'The PostgreSQL fact store is not complete yet: set FACT_STORE to duckdb or leave it unset.'
        : 'FACT_STORE has an unknown value.',
  });
}
