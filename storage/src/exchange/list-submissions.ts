import type { ClientBase } from 'pg';
import { exchangeSchema } from './create-exchange-schema.js';

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
export async function listSubmissions(client: ClientBase, filter: SubmissionFilter = {}): Promise<OfferedSubmission[]> {
  await client.query('begin transaction isolation level repeatable read read only');
  try {
    const offered = await selectSubmissions(client, filter);
    await client.query('commit');
    return offered;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

/** The same inside the caller's transaction. */
export async function selectSubmissions(client: ClientBase, filter: SubmissionFilter): Promise<OfferedSubmission[]> {
  // A timestamp without zone in a source is Shanghai time.
  await client.query(`set local timezone = 'Asia/Shanghai'`);
  const { rows } = await client.query<OfferedSubmission>(
    `select agency::text as agency, line::text as line, dataset::text as dataset, rtrim(period::text) as period,
            version::integer as version, sent_by::text as "sentBy",
            to_char(sent_at::timestamptz, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM') as "sentAt", resources::jsonb as resources
       from ${exchangeSchema}.submission
      where ($1::text is null or period = $1) and ($2::text is null or agency = $2)
        and ($3::text is null or line = $3) and ($4::text is null or dataset = $4)
        and ($5::integer is null or version = $5) and ($6::timestamptz is null or sent_at <= $6)
      order by period, agency collate "C", line collate "C", dataset collate "C", version`,
    [filter.period, filter.agency, filter.line, filter.dataset, filter.version, filter.sentUpTo].map((v) => v ?? null),
  );
  return rows;
}
