import type { EntityManager } from 'typeorm';
import { BusinessClockRow } from '../entities/index.js';

/** The clock that a demonstration stands on. */
export class BusinessClockRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Null: business runs on the real clock. */
  async now(): Promise<string | null> {
    const rows: { now: string }[] = await this.manager.query(`select now from business_clock where id = 1`);
    return rows[0]?.now ?? null;
  }

  /** Reads the clock and holds it until the transaction ends. */
  async lock(): Promise<string | null> {
    const rows: { now: string }[] = await this.manager.query(`select now from business_clock where id = 1 for update`);
    return rows[0]?.now ?? null;
  }

  async set(now: string): Promise<void> {
    await this.manager.upsert(BusinessClockRow, { id: 1, now }, ['id']);
  }
}
