import type { ReplyOf, routes } from '@fundwatch/domain/api';
import {
  dimensionFigures,
  figureRules,
  monthlyFigures,
  type AlertFigure,
  type FigureUnit,
  type ReportDimension,
  type ReportKind,
} from '@fundwatch/domain/report';
import type { BookSheet, SheetColumn, SheetMarks } from '../exports/write-sheet.js';

type Report = ReplyOf<typeof routes.getReport>;
type Language = 'zh' | 'en';
type Text = Record<Language, string>;

export const kindTitles: Readonly<Record<ReportKind, Text>> = {
  classified: { zh: '预警信息处理结果分类汇总', en: 'Classified summary of alerts' },
  month: { zh: '监督月报', en: 'Monthly report' },
  half_year: { zh: '监督半年报', en: 'Half-year report' },
  year: { zh: '监督年报', en: 'Annual report' },
};
const dimensionTitles: Readonly<Record<ReportDimension, Text>> = {
  problem_type: { zh: '按问题类型', en: 'By problem type' },
  group: { zh: '按指标类别', en: 'By indicator group' },
  indicator: { zh: '按指标', en: 'By indicator' },
  agency: { zh: '按经办机构', en: 'By agency' },
  line: { zh: '按险种', en: 'By line' },
  severity: { zh: '按严重程度', en: 'By severity' },
};
const unitTitles: Readonly<Record<FigureUnit, Text>> = {
  alerts: { zh: '条', en: 'alerts' },
  yuan: { zh: '元', en: 'yuan' },
  submissions: { zh: '份', en: 'submissions' },
  inspections: { zh: '次', en: 'inspections' },
  matters: { zh: '件', en: 'matters' },
};
const words = {
  totals: { zh: '汇总', en: 'Totals' },
  months: { zh: '逐月', en: 'By month' },
  submissions: { zh: '数据上报', en: 'Submissions' },
  figure: { zh: '项目', en: 'Figure' },
  unit: { zh: '单位', en: 'Unit' },
  value: { zh: '本期', en: 'This period' },
  before: { zh: '上期', en: 'Period before' },
  counts: { zh: '口径', en: 'What it counts' },
  month: { zh: '月份', en: 'Month' },
  agency: { zh: '经办机构', en: 'Agency' },
} as const satisfies Record<string, Text>;

const month = (period: string) => `${period.slice(0, 4)}-${period.slice(4)}`;
const span = ({ from, to }: { from: string; to: string }, language: Language) =>
  from === to ? month(from) : `${month(from)} ${language === 'zh' ? '至' : 'to'} ${month(to)}`;

/** The tables of a report as sheets, in the order of the page. */
export function reportSheets(report: Report, language: Language): BookSheet[] {
  const figureColumns = (figures: readonly AlertFigure[]) =>
    figures.map((figure): SheetColumn<{ values: Partial<Record<AlertFigure, string>> }> => ({
      title: `${figureRules[figure][language]}（${unitTitles[figureRules[figure].unit][language]}）`,
      width: figureRules[figure].unit === 'yuan' ? 18 : 14,
      kind: 'figure',
      value: ({ values }) => values[figure] ?? null,
    }));
  const text = <T>(title: string, width: number, value: (row: T) => string): SheetColumn<T> => ({
    title,
    width,
    kind: 'text',
    value,
  });
  const number = <T>(title: string, value: (row: T) => string | number): SheetColumn<T> => ({
    title,
    width: 18,
    kind: 'figure',
    value,
  });
  type Total = Report['figures'][number];
  type Row = Report['tables'][number]['rows'][number];
  type Month = Report['months'][number];
  type Sent = Report['submissions'][number];
  return [
    sheet<Total>(words.totals[language], report.figures, [
      text(words.figure[language], 20, ({ figure }) => figureRules[figure][language]),
      text(words.unit[language], 12, ({ figure }) => unitTitles[figureRules[figure].unit][language]),
      number(words.value[language], ({ value }) => value),
      number(words.before[language], ({ before }) => before),
      text(words.counts[language], 70, ({ figure }) => figureRules[figure].counts[language]),
    ]),
    ...report.tables.map(({ dimension, rows }) =>
      sheet<Row>(dimensionTitles[dimension][language], rows, [
        text(dimensionTitles[dimension][language], 30, ({ name }) => name[language]),
        ...figureColumns(dimensionFigures[dimension]),
      ]),
    ),
    sheet<Month>(words.months[language], report.months, [
      text(words.month[language], 12, ({ period }) => month(period)),
      ...figureColumns(monthlyFigures),
    ]),
    sheet<Sent>(words.submissions[language], report.submissions, [
      text(words.agency[language], 30, ({ agency }) => agency.name),
      number(figureRules.submissions_due[language], ({ due }) => due),
      number(figureRules.submissions_on_time[language], ({ onTime }) => onTime),
      number(figureRules.submissions_late[language], ({ late }) => late),
      number(figureRules.submissions_missing[language], ({ missing }) => missing),
    ]),
  ];
}

const sheet = <T>(name: string, rows: readonly T[], columns: readonly SheetColumn<T>[]): BookSheet => ({
  name,
  rows,
  columns: columns as readonly SheetColumn<never>[],
});

/** What stands above every table: whose report of which months, as of when, and who took it. */
export function reportMarks(report: Report, language: Language, by: string): SheetMarks {
  const at = new Date(new Date(report.asOf).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
  const title = `${kindTitles[report.kind][language]} ${span(report, language)}`;
  return language === 'zh'
    ? {
        title,
        lines: [
          `${report.office}　数据截至：${at}　导出人：${by}${report.finished ? '' : '　本期尚未结束'}`,
          `上期：${span(report.before, 'zh')}。不含个人信息。导出已记录，仅限工作使用。`,
        ],
      }
    : {
        title,
        lines: [
          `${report.office}, as of ${at} (Asia/Shanghai), exported by ${by}${report.finished ? '' : ', period not over'}`,
          `Period before: ${span(report.before, 'en')}. No personal data. This export is logged; for official use only.`,
        ],
      };
}
