import type { EntityManager } from 'typeorm';

/** How the last pull of a configured source went; the source itself is configuration. */
export class ExchangeSourceRepository {
  constructor(private readonly manager: EntityManager) {}

  /** One pull of a source at a time; released with the transaction. False: somebody pulls it now. */
  async tryLock(name: string): Promise<boolean> {
    const rows: { locked: boolean }[] = await this.manager.query(
      `select pg_try_advisory_xact_lock(hashtextextended('exchange source ' || $1, 0)) as locked`,
      [name],
    );
    return rows[0]?.locked ?? false;
  }

  async recordSuccess(name: string, at: string): Promise<void> {
    await this.manager.query(
      `insert into exchange_source (name, last_pull_at, last_success_at) values ($1, $2, $2)
       on conflict (name) do update set last_pull_at = $2, last_success_at = $2, last_error = null, failures = 0`,
      [name, at],
    );
  }

  /** What the source's account may change there. */
  async recordPrivileges(name: string, privileges: readonly string[]): Promise<void> {
    await this.manager.query(
      `insert into exchange_source (name, write_privileges) values ($1, $2)
       on conflict (name) do update set write_privileges = $2`,
      [name, privileges],
    );
  }

  async recordFailure(name: string, at: string, error: string): Promise<void> {
    await this.manager.query(
      `insert into exchange_source (name, last_pull_at, last_error, failures) values ($1, $2, $3, 1)
       on conflict (name) do update set last_pull_at = $2, last_error = $3, failures = exchange_source.failures + 1`,
      [name, at, error.slice(0, 1_000)],
    );
  }
}
