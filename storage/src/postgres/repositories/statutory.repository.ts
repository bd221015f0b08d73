import type { StatutoryTable } from '@fundwatch/domain/evaluate';
import type { EntityManager } from 'typeorm';
import { StatutoryEntryRow } from '../entities/index.js';

/** Figures of the office's own region, as they were entered. */
export interface StatutoryEntry {
  table: StatutoryTable;
  sourceTitle: string;
  sourceReference: string;
  rows: readonly Record<string, string | null>[];
  enteredByName: string;
  enteredAt: string;
}

export class StatutoryRepository {
  constructor(private readonly manager: EntityManager) {}

  async enter({ table, ...entry }: StatutoryEntry): Promise<void> {
    await this.manager.insert(StatutoryEntryRow, { ...entry, rows: entry.rows as object, tableName: table });
  }

  /** The rows that count of one table; none while nothing was entered. */
  async latest(table: StatutoryTable): Promise<Record<string, string | null>[]> {
    const found: { rows: Record<string, string | null>[] }[] = await this.manager.query(
      `select rows from statutory_entry where table_name = $1 order by id desc limit 1`,
      [table],
    );
    return found[0]?.rows ?? [];
  }
}
