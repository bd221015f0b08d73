import { join } from 'node:path';
import { firstDayOf, lastDayOf } from '@fundwatch/domain/calendar';
import type { Dataset } from '@fundwatch/domain/collect';
import type { ScopeDecision } from '@fundwatch/domain/evaluate';
import type { ListedFactFile } from '@fundwatch/storage';
import { createFactStore, type AbsentTable, type FactRun } from '@fundwatch/storage/facts';
import type { Application } from '../application.js';
import type { SystemRows } from './read-system-tables.js';

/** The facts of a month, and what of the system's own records is read with them. */
export interface MonthFacts {
  period: string;
  asOf: string;
  dueOn: string | null;
  files: readonly ListedFactFile[];
  system: SystemRows;
  /** Read every file's bytes and compare them with its hash first. */
  verifyHashes?: boolean | undefined;
}

/** Opens the facts of a month under the installation's limits. @throws DomainError FACT_FILE_DAMAGED */
export function openFactRun(app: Application, facts: MonthFacts): Promise<FactRun> {
  const { period, dueOn, asOf, system, verifyHashes } = facts;
  return createFactStore(app.settings.factStore, app.settings.factDatabaseUrl).openRun({
    period,
    firstDay: firstDayOf(period),
    lastDay: lastDayOf(period),
    dueOn,
    asOf,
    files: facts.files.map((file) => ({
      ...file,
      dataset: file.dataset as Dataset,
      path: file.path && join(app.settings.home, 'facts', file.path),
      sha256: file.sha256 ?? undefined,
    })),
    absentTables: [],
    system,
    memoryLimit: app.settings.memoryLimit,
    tempDirectory: join(app.settings.home, 'tmp'),
    verifyHashes,
  });
}

/** The tables that M's packages lawfully lack where a query speaks. */
export function absentTablesOf(decisions: readonly ScopeDecision[]): AbsentTable[] {
  return decisions.flatMap((decision) => (decision.outcome === 'not_evaluated' ? [] : [...decision.fallbacks]));
}
