import { firstDayOf, lastDayOf, type PlainDay } from '@fundwatch/domain/calendar';
import type { AlertFigure, MatterFigure, ReportDimension, ReportRange } from '@fundwatch/domain/report';
import type { EntityManager } from 'typeorm';
import { isShared, QueryValues } from './alert-conditions.js';
import { matterDays } from './matter-days.js';
import { figureSource, ReportBounds } from './report-sources.js';

/** What a figure came to, for one value of a dimension or over all. */
export interface FigureSum {
  figure: AlertFigure;
  alerts: number;
  /** Yuan as decimal text. */
  amount: string;
}
export interface DimensionSum extends FigureSum {
  dimension: ReportDimension | null;
  /** Null: what has no such value yet, as alerts without a problem type. */
  key: string | null;
}
export interface MonthSum extends FigureSum {
  period: string;
}

/** In the order of the bits of `grouping`. */
const dimensions = [
  ['agency', 'agency'],
  ['group', 'indicator_group'],
  ['indicator', 'indicator'],
  ['line', 'line'],
  ['severity', 'severity'],
  ['problem_type', 'problem_type'],
] as const satisfies readonly [ReportDimension, string][];

const columns = dimensions.map(([, column]) => column).join(', ');
const counted = `count(*)::integer as alerts, coalesce(sum(amount), 0)::numeric(38, 2)::text as amount`;

/** The figures of reports. A baseline that nobody has sent is not counted: it tells of the years before. */
export class ReportRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Every figure over all, and by each dimension. */
  async breakDown(figures: readonly AlertFigure[], range: ReportRange, today: PlainDay): Promise<DimensionSum[]> {
    const values = new QueryValues();
    const rows: (FigureSum & { bits: number; key: string | null })[] = await this.manager.query(
      `with moved as (${this.moved(figures, new ReportBounds(range, today, values))})
       select figure, grouping(${columns}) as bits, coalesce(${columns}) as key, ${counted}
       from (select m.figure, m.amount, a.agency, left(a.indicator, 2) as indicator_group, a.indicator, a.line, a.severity, a.problem_type
             from (select figure, alert_id, sum(amount) as amount from moved group by 1, 2) m
             join alert a on a.id = m.alert_id where ${isShared}) x
       group by grouping sets ((figure), ${dimensions.map(([, column]) => `(figure, ${column})`).join(', ')})`,
      values.list,
    );
    return rows.map(({ bits, ...row }) => ({ ...row, dimension: dimensionOf(bits) }));
  }

  /** Every figure over all. */
  async sum(figures: readonly AlertFigure[], range: ReportRange, today: PlainDay): Promise<FigureSum[]> {
    const values = new QueryValues();
    return this.manager.query(
      `with moved as (${this.moved(figures, new ReportBounds(range, today, values))})
       select figure, ${counted}
       from (select m.figure, m.alert_id, sum(m.amount) as amount from moved m join alert a on a.id = m.alert_id
             where ${isShared} group by 1, 2) x
       group by 1`,
      values.list,
    );
  }

  /** Figures by month; each alert once in each of its months. */
  async byMonth(figures: readonly AlertFigure[], range: ReportRange, today: PlainDay): Promise<MonthSum[]> {
    const values = new QueryValues();
    return this.manager.query(
      `with moved as (${this.moved(figures, new ReportBounds(range, today, values))})
       select figure, period, ${counted}
       from (select m.figure, to_char(m.day, 'YYYYMM') as period, m.alert_id, sum(m.amount) as amount
             from moved m join alert a on a.id = m.alert_id where ${isShared} group by 1, 2, 3) x
       group by 1, 2`,
      values.list,
    );
  }

  /** Inspections and major matters, by the days that their records name. */
  async matters(range: ReportRange): Promise<Record<MatterFigure, number>> {
    const within = (figure: MatterFigure) => `${matterDays[figure]} between $1::date and $2::date`;
    const [row]: Record<MatterFigure, number>[] = await this.manager.query(
      `select i.begun as inspections_begun, i.finished as inspections_finished, m.signed as major_matters_signed,
         m.reported as major_matters_reported
       from (select count(*) filter (where ${within('inspections_begun')})::integer as begun,
               count(*) filter (where ${within('inspections_finished')})::integer as finished from inspection) i,
            (select count(*) filter (where ${within('major_matters_signed')})::integer as signed,
               count(*) filter (where ${within('major_matters_reported')})::integer as reported from major_matter) m`,
      [firstDayOf(range.from), lastDayOf(range.to)],
    );
    return row!;
  }

  private moved(figures: readonly AlertFigure[], bounds: ReportBounds): string {
    const source = (figure: AlertFigure) =>
      `select '${figure}' as figure, s.alert_id, s.day, s.amount from (${figureSource(figure, bounds)}) s`;
    return figures.map(source).join(' union all ');
  }
}

/** A bit is 0 where the rows are grouped by its column. */
function dimensionOf(bits: number): ReportDimension | null {
  const at = dimensions.findIndex((_, index) => (bits & (1 << (dimensions.length - 1 - index))) === 0);
  return dimensions[at]?.[0] ?? null;
}
