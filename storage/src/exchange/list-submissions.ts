import { standardMapping, type ResolvedSource, type SourceMapping } from '@fundwatch/domain/collect';
import pg, { type ClientBase } from 'pg';
import { resolveForPull } from './open-source.js';
import { columnOf, isSql, mappedSql, relationSql } from './source-sql.js';

/** A row of `exchange.submission` as it stands there; its content is not checked yet. */
export interface OfferedSubmission {
  agency: string;
  line: string;
  dataset: string;
  period: string;
  version: number;
  sentBy: string | null;
  /** Instant with offset. */
  sentAt: string | null;
  resources: unknown;
}

export interface SubmissionFilter {
  /** YYYYMM; default every period. */
  period?: string;
  agency?: string;
  line?: string;
  dataset?: string;
  version?: number;
  /** Only what was sent up to this instant: the demonstration's clock stands in the past. */
  sentUpTo?: Date;
}

/** Submissions that an exchange database offers, without their rows: by period, agency, line, dataset, then version. */
export async function listSubmissions(
  client: ClientBase,
  filter: SubmissionFilter = {},
  mapping: SourceMapping = standardMapping,
): Promise<OfferedSubmission[]> {
  await client.query('begin transaction isolation level repeatable read read only');
  try {
    const source = await resolveForPull(client, mapping);
    const offered = await selectSubmissions(client, source, filter);
    await client.query('commit');
    return offered;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

/** The same inside the caller's transaction. */
export async function selectSubmissions(
  client: ClientBase,
  source: ResolvedSource,
  filter: SubmissionFilter,
): Promise<OfferedSubmission[]> {
  // A timestamp without zone in a source is Shanghai time.
  await client.query(`set local timezone = 'Asia/Shanghai'`);
  const { submission } = source;
  const column = (field: string) => pg.escapeIdentifier(columnOf(submission, field).column);
  const text = (field: string) => mappedSql(`rtrim(${column(field)}::text)`, columnOf(submission, field).codes);
  const { sentUpTo, ...named } = filter;
  const conditions = Object.entries(named).flatMap(([field, value]) =>
    value === undefined ? [] : isSql(submission, field, String(value)),
  );
  if (sentUpTo) conditions.push(`${column('sent_at')} <= ${pg.escapeLiteral(sentUpTo.toISOString())}::timestamptz`);
  const { rows } = await client.query<OfferedSubmission>(
    `select * from (
       select ${text('agency')} as agency, ${text('line')} as line, ${text('dataset')} as dataset, ${text('period')} as period,
              ${column('version')}::integer as version, ${column('sent_by')}::text as "sentBy",
              to_char(${column('sent_at')}::timestamptz, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM') as "sentAt",
              ${column('resources')}::jsonb as resources
         from ${relationSql(source.schema, submission)}
        where ${conditions.join(' and ') || 'true'}) as offered
      order by period, agency collate "C", line collate "C", dataset collate "C", version`,
  );
  return rows;
}
