import type { BilingualText } from '@fundwatch/domain/evaluate';
import type { EntityManager } from 'typeorm';
import { isShared, type SubjectKey } from './alert-conditions.js';

/** What an indicator's latest evaluation of a month says of a subject; several rows of one verdict are one record. */
export interface SubjectHitRecord {
  period: string;
  indicator: string;
  /** As with `EvaluationIndicatorRecord`. */
  title: BilingualText | null;
  verdict: 'hit' | 'cannot_decide';
  known: boolean;
  rows: number;
  /** Of a single row. */
  observed: string | null;
  threshold: string | null;
  amount: string | null;
  missing: string | null;
  alertId: string | null;
  alertNumber: string | null;
}

/** A table of an accepted version that counts. */
export interface SubjectFileRecord {
  table: string;
  period: string;
  /** Relative to the facts' folder; null when the table was empty. */
  path: string | null;
}

/** A table that is sent whole, of the latest accepted version of an agency and line. */
export interface LatestFileRecord {
  table: string;
  agency: string;
  line: string;
  /** Relative to the facts' folder; null when the table was empty. */
  path: string | null;
}

const figures = `count(*) as rows, case when count(*) = 1 then min(h.observed)::text end as observed,
  case when count(*) = 1 then min(h.threshold)::text end as threshold, sum(h.amount)::text as amount`;

/** Reads what is known of one person, employer, clerk or account of an agency. */
export class SubjectRepository {
  constructor(private readonly manager: EntityManager) {}

  /**
   * What the latest finished evaluation of each indicator and month found, latest month first: what raised an alert, what was
   * known already and what could not be decided. Needs the scope of all.
   */
  hits({ kind, agency, line, subject, indicators }: SubjectKey, limit: number): Promise<SubjectHitRecord[]> {
    return this.manager.query(
      `with latest as (
         select distinct on (e.period, i.indicator) e.period, i.indicator, i.evaluation_id, d.title
         from evaluation_indicator i join evaluation e on e.id = i.evaluation_id
         left join indicator_definition d on d.hash = i.definition_hash
         where e.state = 'finished' and i.state = 'done'
           and (d.subject = $1 or (i.definition_hash is null and i.indicator = any ($5::text[])))
         order by e.period, i.indicator, e.run_no desc
       ), found as (
         select l.period, l.title, h.*, h.verdict = 'hit' and coalesce(h.outcome, 'alert') <> 'alert' as known
         from latest l join hit h on h.evaluation_id = l.evaluation_id and h.indicator = l.indicator
         where h.agency = $2 and h.line = $3 and h.subject = $4
       )
       select h.period, h.indicator, h.title, h.verdict, h.known, ${figures}, min(h.missing) as missing,
         a.id as "alertId", a.number as "alertNumber"
       from found h left join alert a on a.id = h.alert_id
       group by h.period, h.indicator, h.title, h.verdict, h.known, a.id, a.number
       order by h.period desc, h.indicator, h.verdict desc, h.known, a.number limit $6`,
      [kind, agency, line, subject, indicators, limit],
    );
  }

  /** The live hits of the alerts that this context may see, for those who don't see evaluations. */
  sharedHits({ kind, agency, line, subject, indicators }: SubjectKey, limit: number): Promise<SubjectHitRecord[]> {
    return this.manager.query(
      `select h.period, a.indicator, d.title, 'hit' as verdict, false as known, ${figures}, null as missing,
         a.id as "alertId", a.number as "alertNumber"
       from alert a join alert_hit h on h.alert_id = a.id and h.subject = $4 and h.live
       left join indicator_definition d on d.hash = a.definition_hash
       where a.agency = $2 and a.line = $3 and ${isShared}
         and (d.subject = $1 or (a.definition_hash is null and a.indicator = any ($5::text[])))
       group by h.period, a.indicator, d.title, a.id, a.number
       order by h.period desc, a.indicator, a.number limit $6`,
      [kind, agency, line, subject, indicators, limit],
    );
  }

  /**
   * The tables of the accepted versions that count, of so many months back from the latest one of the agency; of control
   * data those that are not tied to a line. By table, latest month first.
   */
  files(agency: string, line: string, tables: readonly string[], months: number): Promise<SubjectFileRecord[]> {
    return this.manager.query(
      `with of_agency as (
         select id, dataset, line, period, version from submission
         where agency = $1 and state = 'accepted' and line = case dataset when 'control' then '000' else $2 end
       ), counting as (
         select distinct on (dataset, period) id, period from of_agency
         where to_date(period, 'YYYYMM') > (select to_date(max(period), 'YYYYMM') from of_agency) - make_interval(months => $4)
         order by dataset, period, version desc
       )
       select f.table_name as "table", c.period, f.path from counting c join fact_file f on f.submission_id = c.id
       where f.table_name = any ($3) order by f.table_name, c.period desc`,
      [agency, line, tables, months],
    );
  }

  /** Of each agency and line the latest accepted version of these tables, which are sent whole; as far as this context sees. */
  latestFiles(tables: readonly string[]): Promise<LatestFileRecord[]> {
    return this.manager.query(
      `select distinct on (s.agency, s.line, f.table_name) f.table_name as "table", s.agency, s.line, f.path
       from submission s join fact_file f on f.submission_id = s.id
       where s.state = 'accepted' and f.table_name = any ($1)
       order by s.agency, s.line, f.table_name, s.period desc, s.version desc`,
      [tables],
    );
  }
}
