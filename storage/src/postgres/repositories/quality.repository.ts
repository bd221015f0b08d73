import type { EntityManager } from 'typeorm';
import { isShared } from './alert-conditions.js';

/** Figures of the data's quality by period; periods without any are missing. */
export class QualityRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Live hits of the data-quality indicators; a baseline is not counted. */
  async hits(periods: readonly string[], agency?: string, line?: string): Promise<Map<string, number>> {
    return this.byPeriod(
      `select h.period, count(*) as n from alert_hit h join alert a on a.id = h.alert_id
       where ${isShared} and h.live and a.indicator like 'DQ%' and a.state not in ('dismissed', 'withdrawn') and h.period = any($1)
         and ($2::text is null or a.agency = $2) and ($3::text is null or a.line = $3) group by 1`,
      [periods, agency ?? null, line ?? null],
    );
  }

  /** Broken rules of the periods in which any rule was checked. */
  async brokenRules(periods: readonly string[], agency?: string, line?: string): Promise<Map<string, number>> {
    return this.byPeriod(
      `select period, count(*) filter (where state = 'broken') as n from rule_result
       where period = any($1) and ($2::text is null or agency = $2) and ($3::text is null or line = $3) group by 1`,
      [periods, agency ?? null, line ?? null],
    );
  }

  private async byPeriod(sql: string, values: unknown[]): Promise<Map<string, number>> {
    const rows: { period: string; n: number }[] = await this.manager.query(sql, values);
    return new Map(rows.map(({ period, n }) => [period, n]));
  }
}
