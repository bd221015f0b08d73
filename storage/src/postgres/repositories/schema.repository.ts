import type { EntityManager } from 'typeorm';
import { latestMigration } from '../migrations.js';

/** What the migrations made of the database. */
export class SchemaRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Whether the newest migration that ran is the newest that this code knows. */
  async isCurrent(): Promise<boolean> {
    const rows: { name: string }[] = await this.manager.query(
      `select name from migration order by timestamp desc limit 1`,
    );
    return rows[0]?.name === latestMigration;
  }
}
