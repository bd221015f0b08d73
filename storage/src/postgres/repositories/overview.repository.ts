import type { Severity } from '@fundwatch/domain/alert';
import type { EntityManager } from 'typeorm';
import { ended, isShared, toAnswer } from './alert-conditions.js';
import { answerDueOn } from './report-sources.js';

/** Sums over alerts by month; months without any are missing. */
export interface MonthlyAlerts {
  period: string;
  severity: Severity;
  alerts: number;
}

/** Open alerts of an agency by severity. */
export interface OpenAlerts {
  agency: string;
  severity: Severity;
  open: number;
  overdue: number;
}

export interface AgencyAlerts {
  agency: string;
  agencyName: string;
  open: number;
  overdue: number;
  closed: number;
  amount: string;
}

/** The figures of the overview. A baseline is not counted: it tells of the years before, not of the month. */
export class OverviewRepository {
  constructor(private readonly manager: EntityManager) {}

  /**
   * Answers whose month ran out in each period up to `today`: how many were due and how many came by their day. A deadline
   * that lies ahead is not due yet, even when it was answered already.
   */
  async answersDue(
    periods: readonly string[],
    today: string,
  ): Promise<{ period: string; due: number; onTime: number }[]> {
    return this.manager.query(
      `select to_char(${answerDueOn}, 'YYYYMM') as period, count(*) as due,
         count(*) filter (where answered_at is not null and answered_late is not true) as "onTime"
       from alert a where ${isShared} and a.answer_due_on is not null and ${answerDueOn} < $2::date and state <> 'withdrawn'
         and to_char(${answerDueOn}, 'YYYYMM') = any($1)
       group by 1`,
      [periods, today],
    );
  }

  /** Alerts open just before each instant (ascending): those raised, less those ended, plus those opened again until then. */
  async openAt(instants: readonly string[]): Promise<number[]> {
    if (instants.length === 0) return [];
    const rows: { open: number }[] = await this.manager.query(
      `with step as (
         select a.raised_at as at, 1 as step from alert a where ${isShared}
         union all
         select e.at, case when e.to_state in (${ended}) then -1 else 1 end
         from alert_event e join alert a on a.id = e.alert_id
         where ${isShared} and e.from_state is not null and (e.from_state in (${ended})) <> (e.to_state in (${ended}))
       ), month as (
         select width_bucket(at, $1::timestamptz[]) as bucket, sum(step) as step from step group by 1
       )
       select coalesce(sum(m.step), 0)::integer as open from unnest($1::timestamptz[]) with ordinality as t(at, n)
       left join month m on m.bucket < t.n group by t.n order by t.n`,
      [instants],
    );
    return rows.map((row) => row.open);
  }

  /** Yuan of the alerts first found in each period; dismissed and withdrawn ones turned out to be none. */
  async amounts(periods: readonly string[]): Promise<{ period: string; amount: string }[]> {
    return this.manager.query(
      `select first_period as period, coalesce(sum(amount), 0)::text as amount from alert a
       where ${isShared} and state not in ('dismissed', 'withdrawn') and first_period = any($1) group by 1`,
      [periods],
    );
  }

  async byMonth(periods: readonly string[]): Promise<MonthlyAlerts[]> {
    return this.manager.query(
      `select first_period as period, severity, count(*) as alerts from alert a
       where ${isShared} and first_period = any($1) group by 1, 2 order by 1, 2`,
      [periods],
    );
  }

  /** Open alerts by agency and severity, and of them those whose answer is overdue. */
  async openBySeverity(today: string): Promise<OpenAlerts[]> {
    return this.manager.query(
      `select a.agency, a.severity, count(*) as open,
         count(*) filter (where ${toAnswer} and a.due_on < $1::date) as overdue
       from alert a where ${isShared} and a.state not in ('closed', 'dismissed', 'withdrawn') group by 1, 2`,
      [today],
    );
  }

  /** Benefit payments that each agency's accepted packages of a period bring. */
  async paymentsOf(period: string): Promise<Map<string, number>> {
    const rows: { agency: string; payments: number }[] = await this.manager.query(
      `select s.agency, sum(f.rows)::integer as payments
       from (select distinct on (agency, line) id, agency from submission
             where state = 'accepted' and dataset = 'business' and period = $1 order by agency, line, version desc) s
       join fact_file f on f.submission_id = s.id and f.table_name = 'benefit_payment' group by 1`,
      [period],
    );
    return new Map(rows.map(({ agency, payments }) => [agency, payments]));
  }

  async byAgency(today: string): Promise<AgencyAlerts[]> {
    return this.manager.query(
      `select a.agency, coalesce(o.name, a.agency) as "agencyName",
         count(*) filter (where a.state not in ('closed', 'dismissed', 'withdrawn')) as open,
         count(*) filter (where ${toAnswer} and a.due_on < $1::date) as overdue,
         count(*) filter (where a.state = 'closed') as closed,
         coalesce(sum(a.amount) filter (where a.state not in ('closed', 'dismissed', 'withdrawn')), 0)::text as amount
       from alert a left join organisation o on o.code = a.agency where ${isShared} group by 1, 2 order by open desc, a.agency`,
      [today],
    );
  }
}
