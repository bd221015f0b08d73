import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { firstDayOf, lastDayOf, periodsBack } from '@fundwatch/domain/calendar';
import {
  alertFigures,
  dimensionFigures,
  figureRules,
  matterFigures,
  monthlyFigures,
  monthsIn,
  rangeBefore,
  reportDimensions,
  reportFigures,
  type AlertFigure,
  type ReportDimension,
  type ReportFigure,
  type ReportKind,
  type ReportRange,
} from '@fundwatch/domain/report';
import type { DimensionSum, FigureSum, MonthSum, Repositories } from '@fundwatch/storage';
import type { BusinessDay } from '../alert/business-day.js';
import type { Application } from '../application.js';
import { countSubmissions, noSubmissions, type SubmissionCounts } from './count-submissions.js';
import { compareRows, nameRow } from './row-names.js';

type Report = ReplyOf<typeof routes.getReport>;
export type ComputedReport = Omit<Report, 'kind' | 'office' | 'madeBy'>;
type Values = Partial<Record<AlertFigure, string>>;

/** A month alone says little; its report shows the year before it. */
const MONTHS_OF_A_MONTH = 13;

/**
 * The figures of a range of months, the ones before it, and the tables: the one computation behind the page, the workbook and
 * the summary documents. Figures are what stands now: an entry voided, or an alert withdrawn since, changes them.
 */
export async function computeReport(
  app: Application,
  repositories: Repositories,
  day: BusinessDay,
  { kind, range }: { kind: ReportKind; range: ReportRange },
): Promise<ComputedReport> {
  const { reports, organisations } = repositories;
  const before = rangeBefore(range);
  const sums = await reports.breakDown(alertFigures, range, day.today);
  const sumsBefore = await reports.sum(alertFigures, before, day.today);
  const shown = kind === 'month' ? periodsBack(range.to, MONTHS_OF_A_MONTH) : monthsIn(range);
  const monthSums = await reports.byMonth(monthlyFigures, { from: shown[0]!, to: range.to }, day.today);
  const [submissions, submissionsBefore] = await countSubmissions(day.terms, repositories, [range, before], day.now);
  const total = totals(
    sums.filter(({ dimension }) => dimension === null),
    submissions!,
    await reports.matters(range),
  );
  const totalBefore = totals(sumsBefore, submissionsBefore!, await reports.matters(before));
  const agencies = new Map((await organisations.list()).map(({ code, name }) => [code, name]));
  return {
    ...range,
    before,
    asOf: day.now,
    businessDay: day.today,
    finished: day.today > lastDayOf(range.to),
    figures: reportFigures.map((figure) => ({ figure, value: total[figure], before: totalBefore[figure] })),
    months: monthsOf(shown, monthSums, day.today),
    tables: reportDimensions.map((dimension) => tableOf(app, agencies, dimension, sums)),
    submissions: [...submissions!]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, counts]) => ({ agency: { code, name: agencies.get(code) ?? code }, ...counts })),
  };
}

const valueOf = (sum: FigureSum) => (figureRules[sum.figure].unit === 'yuan' ? sum.amount : String(sum.alerts));
const nothing = (figure: ReportFigure) => (figureRules[figure].unit === 'yuan' ? '0.00' : '0');

function totals(
  sums: readonly FigureSum[],
  submissions: ReadonlyMap<string, SubmissionCounts>,
  matters: Awaited<ReturnType<Repositories['reports']['matters']>>,
): Record<ReportFigure, string> {
  const total = Object.fromEntries(reportFigures.map((figure) => [figure, nothing(figure)])) as Record<
    ReportFigure,
    string
  >;
  for (const sum of sums) total[sum.figure] = valueOf(sum);
  for (const figure of matterFigures) total[figure] = String(matters[figure]);
  const sent = [...submissions.values()].reduce(
    (sum, one) => ({
      due: sum.due + one.due,
      onTime: sum.onTime + one.onTime,
      late: sum.late + one.late,
      missing: sum.missing + one.missing,
    }),
    noSubmissions,
  );
  total.submissions_due = String(sent.due);
  total.submissions_on_time = String(sent.onTime);
  total.submissions_late = String(sent.late);
  total.submissions_missing = String(sent.missing);
  return total;
}

/** Every month of the report up to the one that runs, each with every monthly figure. */
function monthsOf(periods: readonly string[], sums: readonly MonthSum[], today: string): Report['months'] {
  return periods
    .filter((period) => firstDayOf(period) <= today)
    .map((period) => {
      const values: Values = Object.fromEntries(monthlyFigures.map((figure) => [figure, nothing(figure)]));
      for (const sum of sums) if (sum.period === period) values[sum.figure] = valueOf(sum);
      return { period, values };
    });
}

function tableOf(
  app: Application,
  agencies: ReadonlyMap<string, string>,
  dimension: ReportDimension,
  sums: readonly DimensionSum[],
): Report['tables'][number] {
  const figures = dimensionFigures[dimension];
  const rows = new Map<string | null, Values>();
  for (const sum of sums) {
    if (sum.dimension !== dimension || !figures.includes(sum.figure)) continue;
    const values = rows.get(sum.key) ?? Object.fromEntries(figures.map((figure) => [figure, nothing(figure)]));
    rows.set(sum.key, { ...values, [sum.figure]: valueOf(sum) });
  }
  return {
    dimension,
    rows: [...rows]
      .sort(([a], [b]) => compareRows(dimension, a, b))
      .map(([key, values]) => ({ key, name: nameRow(app, agencies, dimension, key), values })),
  };
}
