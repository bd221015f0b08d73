import type { SourceMapping } from '@fundwatch/domain/collect';
import type { EntityManager } from 'typeorm';

/** One revision of how a source is read. */
export interface SourceMappingRevision {
  revision: number;
  mapping: SourceMapping;
  reason: string;
  madeBy: string;
  madeAt: string;
}

const columns = `revision, mapping, reason, made_by as "madeBy", made_at as "madeAt"`;

/** How exchange databases are read; revisions are added and never changed. */
export class SourceMappingRepository {
  constructor(private readonly manager: EntityManager) {}

  /** The one that holds; null: the source keeps to the standard. */
  async current(source: string): Promise<SourceMappingRevision | null> {
    const rows: SourceMappingRevision[] = await this.manager.query(
      `select ${columns} from source_mapping where source = $1 order by revision desc limit 1`,
      [source],
    );
    return rows[0] ?? null;
  }

  /** Latest first, at most `limit`. */
  async revisions(source: string, limit: number): Promise<SourceMappingRevision[]> {
    return this.manager.query(
      `select ${columns} from source_mapping where source = $1 order by revision desc limit $2`,
      [source, limit],
    );
  }

  /** False: that revision is taken, somebody was quicker. */
  async append(source: string, row: SourceMappingRevision): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(
      `insert into source_mapping (source, revision, mapping, reason, made_by, made_at) values ($1, $2, $3::jsonb, $4, $5, $6)
       on conflict do nothing returning revision`,
      [source, row.revision, JSON.stringify(row.mapping), row.reason, row.madeBy, row.madeAt],
    );
    return rows.length > 0;
  }
}
