import type { AlertFigure, ReportFigure } from '../report/index.js';
import type { SummaryFigures, SummaryRow } from './document-facts.js';
import { documentMonth } from './document-number.js';
import { yuan } from './document-words.js';

type Row = Readonly<Record<string, string>>;

/** Figures that the sentences of a summary name; money is written out as yuan. */
const totalTags: Readonly<Record<string, ReportFigure>> = {
  预警总数: 'raised',
  排除数: 'dismissed',
  下发数: 'dispatched',
  已反馈数: 'answered',
  到期数: 'due',
  逾期数: 'overdue',
  退回数: 'returned',
  责令整改数: 'rectifying',
  已销号数: 'closed',
  撤回数: 'withdrawn',
  未结数: 'open',
  延期数: 'extensions_granted',
  协商数: 'consultations',
  实地核查数: 'field_checks',
  督办数: 'supervise_orders',
  检查数: 'inspections_begun',
  要情数: 'major_matters_signed',
  应报数: 'submissions_due',
  准时数: 'submissions_on_time',
  迟报数: 'submissions_late',
  未入库数: 'submissions_missing',
};
const moneyTags: Readonly<Record<string, ReportFigure>> = {
  金额合计: 'found',
  认定合计: 'confirmed',
  追回合计: 'recovered',
  未追回合计: 'remaining',
};
const columnTags: Readonly<Record<string, AlertFigure>> = {
  预警数: 'raised',
  下发: 'dispatched',
  已反馈: 'answered',
  逾期: 'overdue',
  退回: 'returned',
  已销号: 'closed',
  未结: 'open',
};
const moneyColumnTags: Readonly<Record<string, AlertFigure>> = { 金额: 'found', 认定: 'confirmed', 追回: 'recovered' };

const write = <Figure extends string, Value>(
  tags: Readonly<Record<string, Figure>>,
  values: Readonly<Partial<Record<Figure, string>>>,
  inWords: (value: string | undefined) => Value,
) => Object.fromEntries(Object.entries(tags).map(([tag, figure]) => [tag, inWords(values[figure])]));

const count = (value = '0') => value;
const money = (value: string | undefined) => yuan(value ?? null);

const rowTags = ({ name, values }: SummaryRow): Row => ({
  名称: name,
  ...write(columnTags, values, count),
  ...write(moneyColumnTags, values, money),
});
/** A problem type is known from the answer on: its alerts are those answered with it. */
const problemTags = ({ name, values }: SummaryRow): Row => ({
  名称: name,
  预警数: count(values.answered),
  已反馈: count(values.answered),
  退回: count(values.returned),
  已销号: count(values.closed),
  未结: count(values.open),
  金额: money(values.confirmed),
  认定: money(values.confirmed),
  追回: money(values.recovered),
});

/** What the templates of the half-year and the annual summary are filled with: the figures of the report page. */
export function summaryTags({ from, to, figures, before, tables }: SummaryFigures) {
  const total: SummaryRow = { name: '合计', values: figures };
  const withTotal = (rows: readonly SummaryRow[] = []) => [...rows, total].map(rowTags);
  return {
    起始月份: documentMonth(from),
    截止月份: documentMonth(to),
    ...write(totalTags, figures, count),
    ...write(moneyTags, figures, money),
    上期预警数: count(before.raised),
    上期销号数: count(before.closed),
    上期追回合计: money(before.recovered),
    按机构: withTotal(tables.agency),
    按类别: withTotal(tables.group),
    按险种: withTotal(tables.line),
    按严重程度: withTotal(tables.severity),
    按问题类型: (tables.problem_type ?? []).map(problemTags),
  };
}
