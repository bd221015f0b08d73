import { groupBy } from '@fundwatch/domain';
import { exchangeColumns, quoteName } from '../fact-columns.js';
import type { FactQuery, FactRow, FactRunOptions, FactSource, HitRow, RuleRow } from '../fact-store.js';
import { hitRowReader } from '../read-hit-row.js';
import { ruleRowReader } from '../read-rule-row.js';
import { loadedFileColumns, openFactDatabase } from './fact-database.js';
import { askQuery } from './open-postgres-run.js';
import { insertRows } from './prepare-query.js';

/** A table of a case with its rows in hand. */
export interface FactRows extends FactSource {
  given: readonly FactRow[];
}
export type CaseOptions = Omit<FactRunOptions, 'files'> & { files: readonly FactRows[] };

/** The PostgreSQL store with rows in hand instead of files: every case of an indicator or rule runs on it, too. */
export interface PostgresCaseStore {
  evaluate(options: CaseOptions, query: FactQuery): Promise<HitRow[]>;
  checkRule(options: CaseOptions, query: FactQuery): Promise<RuleRow[]>;
  close(): Promise<void>;
}

/**
 * Opens a PostgreSQL store for cases. The database must be the caller's own (one per test worker); every case runs in a
 * transaction that is rolled back.
 */
export async function openPostgresCaseStore(url: string): Promise<PostgresCaseStore> {
  const client = await openFactDatabase(url);

  async function rowsOf<R>(
    options: CaseOptions,
    query: FactQuery,
    reader: (query: FactQuery, columnNames: readonly string[]) => (values: (string | null)[]) => R,
  ): Promise<R[]> {
    const { columnNames, rows } = await askQuery(client, options, query, async () => {
      for (const [table, files] of groupBy(options.files, (file) => file.table)) {
        const given = files.flatMap(({ agency, line, period, version, given: own }) =>
          own.map((row) => ({ ...row, agency, line, period, version: String(version) })),
        );
        const keys = files.map(({ agency, line, period, version }) => ({
          agency,
          line,
          period,
          table_name: table,
          version: String(version),
        }));
        await insertRows(client, 'fact_store.loaded_file', loadedFileColumns, keys);
        const columns = [...(exchangeColumns.get(table) ?? []), { name: 'version', type: 'integer' }];
        await insertRows(client, `fact_store.${quoteName(table)}`, columns, given);
      }
    });
    const read = reader(query, columnNames);
    return rows.map(read);
  }
  return {
    evaluate: (options, query) => rowsOf(options, query, hitRowReader),
    checkRule: (options, query) => rowsOf(options, query, ruleRowReader),
    close: () => client.end(),
  };
}
