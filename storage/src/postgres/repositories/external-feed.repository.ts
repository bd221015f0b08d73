import type { EntityManager } from 'typeorm';

/** The latest accepted arrival of one table of external data. */
export interface FeedArrival {
  table: string;
  period: string;
  arrivedAt: string;
  rows: number;
  submissionId: string;
}

/** When external data arrived. */
export class ExternalFeedRepository {
  constructor(private readonly manager: EntityManager) {}

  /** By table: the latest accepted arrival that brought it, empty or not. */
  async latestArrivals(): Promise<FeedArrival[]> {
    return this.manager.query(
      `select distinct on (f.table_name) f.table_name as "table", s.period, s.arrived_at as "arrivedAt", f.rows, s.id as "submissionId"
       from submission s join fact_file f on f.submission_id = s.id
       where s.dataset = 'external' and s.state = 'accepted'
       order by f.table_name, s.arrived_at desc, s.version desc`,
    );
  }
}
