import type { AlertEventType } from '../alert/index.js';
import { isPeriod } from '../calendar/index.js';
import type { ReportRange } from './report-range.js';

/** Figures over alerts: each alert counts once in a report, however often the same happened to it. */
export const alertFigures = [
  'raised',
  'dismissed',
  'dispatched',
  'answered',
  'due',
  'overdue',
  'returned',
  'rectifying',
  'closed',
  'withdrawn',
  'reopened',
  'open',
  'found',
  'confirmed',
  'recovered',
  'remaining',
  'extensions_asked',
  'extensions_granted',
  'consultations',
  'consultations_concluded',
  'field_checks',
  'supervise_orders',
] as const;
export type AlertFigure = (typeof alertFigures)[number];

export const submissionFigures = [
  'submissions_due',
  'submissions_on_time',
  'submissions_late',
  'submissions_missing',
] as const;
export type SubmissionFigure = (typeof submissionFigures)[number];

export const matterFigures = [
  'inspections_begun',
  'inspections_finished',
  'major_matters_signed',
  'major_matters_reported',
] as const;
export type MatterFigure = (typeof matterFigures)[number];

export const reportFigures = [...alertFigures, ...submissionFigures, ...matterFigures] as const;
export type ReportFigure = (typeof reportFigures)[number];

export const figureSections = ['handling', 'money', 'branches', 'matters', 'submissions'] as const;
export type FigureSection = (typeof figureSections)[number];
export type FigureUnit = 'alerts' | 'yuan' | 'submissions' | 'inspections' | 'matters';

/** What a figure counts, in what, and when; every day is a day in Shanghai. */
export interface FigureRule {
  section: FigureSection;
  unit: FigureUnit;
  zh: string;
  en: string;
  /** What is counted, and the moment it counts. */
  counts: { zh: string; en: string };
}

const figure = (
  section: FigureSection,
  unit: FigureUnit,
  zh: string,
  en: string,
  countsZh: string,
  countsEn: string,
): FigureRule => ({ section, unit, zh, en, counts: { zh: countsZh, en: countsEn } });
const handling = (zh: string, en: string, countsZh: string, countsEn: string) =>
  figure('handling', 'alerts', zh, en, countsZh, countsEn);
const money = (zh: string, en: string, countsZh: string, countsEn: string) =>
  figure('money', 'yuan', zh, en, countsZh, countsEn);
const branch = (zh: string, en: string, countsZh: string, countsEn: string) =>
  figure('branches', 'alerts', zh, en, countsZh, countsEn);

/** Every figure of the reports once; pages, exports and summary documents all take it from here. */
export const figureRules: Readonly<Record<ReportFigure, FigureRule>> = {
  raised: handling('产生', 'Raised', '期内产生的预警，按产生日', 'Alerts raised, by the day they were raised'),
  dismissed: handling('排除', 'Dismissed', '期内筛查排除的预警，按排除日', 'Alerts dismissed, by the day of it'),
  dispatched: handling(
    '下发',
    'Dispatched',
    '期内下发给经办机构的预警，按下发日',
    'Alerts sent, by the day of sending',
  ),
  answered: handling(
    '反馈',
    'Answered',
    '期内收到核查反馈的预警，按反馈日',
    'Alerts answered, by the day of the answer',
  ),
  due: handling(
    '到期应反馈',
    'Answers due',
    '首次反馈期限在期内且已过的预警，批准延期的按延期后的期限',
    'Alerts whose first answer was due on a day that has passed; where an extension was granted, by its date',
  ),
  overdue: handling(
    '逾期',
    'Overdue',
    '“到期应反馈”中期限当日24:00前未反馈的，以后补报的也计入',
    'Of the answers due, those not in by the end of that day, though they came later',
  ),
  returned: handling(
    '退回',
    'Returned',
    '期内退回反馈的预警，按退回日',
    'Alerts whose answer was returned, by the day of it',
  ),
  rectifying: handling(
    '责令整改',
    'To be rectified',
    '期内要求整改的预警，按要求之日',
    'Alerts that were ordered to be rectified, by the day of the order',
  ),
  closed: handling('销号', 'Closed', '期内销号的预警，按销号日', 'Alerts closed, by the day of closing'),
  withdrawn: handling(
    '撤回',
    'Withdrawn',
    '期内因数据更正等撤回的预警，按撤回日',
    'Alerts withdrawn, as after corrected data, by the day of it',
  ),
  reopened: handling('重新打开', 'Reopened', '期内重新打开的预警，按当日', 'Alerts opened again, by the day of it'),
  open: handling(
    '期末未结',
    'Open at the end',
    '期末最后一日24:00（期间未结束的为现在）未结的预警',
    'Alerts open at the end of the last day; now, where the period is not over',
  ),
  found: money(
    '涉及金额',
    'Amount in question',
    '期内产生的预警的金额，已排除和撤回的不计',
    'Amounts of the alerts raised, without those dismissed or withdrawn since',
  ),
  confirmed: money(
    '认定金额',
    'Confirmed',
    '追回台账中期内登记认定的金额，按入账日，作废的不计',
    'Entries of the recovery ledger that confirm an amount, by the day they are booked on, void ones left out',
  ),
  recovered: money(
    '追回金额',
    'Recovered',
    '追回台账中期内追回的金额，按入账日，作废的不计',
    'Money that came back by the recovery ledger, by the day it is booked on, void entries left out',
  ),
  remaining: money(
    '期末未追回',
    'Still to recover',
    '截至期末入账的认定金额减追回金额',
    'Confirmed less recovered, of everything booked up to the last day',
  ),
  extensions_asked: branch(
    '申请延期',
    'Extensions asked',
    '期内申请延期的预警，按申请日',
    'Alerts with an extension asked for, by the day of asking',
  ),
  extensions_granted: branch(
    '批准延期',
    'Extensions granted',
    '期内批准延期的预警，按批准日',
    'Alerts with an extension granted, by the day of the decision',
  ),
  consultations: branch(
    '发出协商',
    'Consultations',
    '期内送险种业务部门协商的预警，按发出日',
    'Alerts put to an insurance-line department, by the day of sending',
  ),
  consultations_concluded: branch(
    '协商办结',
    'Consultations concluded',
    '期内收到处理意见的预警，按答复日',
    'Alerts with a department’s opinion, by the day of it',
  ),
  field_checks: branch(
    '实地核查',
    'Field checks',
    '期内批准实地核查的预警，按批准日',
    'Alerts with a field check approved, by the day of approval',
  ),
  supervise_orders: branch(
    '督办',
    'Supervise orders',
    '期内发出督办通知书的预警，按发文日',
    'Alerts with a supervise order issued, by the day of issue',
  ),
  submissions_due: figure(
    'submissions',
    'submissions',
    '应报',
    'Due',
    '截止日在期内且已过的应报送数据，每机构、险种、数据集一份',
    'Expected submissions whose due day lies in the period and has passed, one an agency, line and dataset',
  ),
  submissions_on_time: figure(
    'submissions',
    'submissions',
    '准时',
    'On time',
    '应报中截止日24:00前送达并入库的',
    'Of those due, accepted and arrived by the end of the due day',
  ),
  submissions_late: figure(
    'submissions',
    'submissions',
    '迟报',
    'Late',
    '应报中截止日以后才送达并入库的',
    'Of those due, accepted but arrived after the due day',
  ),
  submissions_missing: figure(
    'submissions',
    'submissions',
    '未入库',
    'Not accepted',
    '应报中至今没有一份入库的',
    'Of those due, none accepted so far',
  ),
  inspections_begun: figure(
    'matters',
    'inspections',
    '开展检查',
    'Inspections begun',
    '期内进场的现场监督和专项检查，按进场日',
    'On-site supervision and special inspections, by the day they began',
  ),
  inspections_finished: figure(
    'matters',
    'inspections',
    '完成检查',
    'Inspections finished',
    '期内完成的现场监督和专项检查，按完成日',
    'On-site supervision and special inspections, by the day they were finished',
  ),
  major_matters_signed: figure(
    'matters',
    'matters',
    '签发要情',
    'Major matters signed',
    '期内签发的要情，按签发日',
    'Major matters signed by the leader, by the day of it',
  ),
  major_matters_reported: figure(
    'matters',
    'matters',
    '上报要情',
    'Major matters reported',
    '期内上报的要情，按上报日',
    'Major matters reported, by the day of it',
  ),
};

/** What in an alert's timeline makes it count; figures without it are counted from dates and from the ledger. */
export const figureEvents: Readonly<Partial<Record<AlertFigure, readonly AlertEventType[]>>> = {
  dismissed: ['dismiss'],
  dispatched: ['dispatch'],
  answered: ['answer'],
  returned: ['return'],
  rectifying: ['order_rectification'],
  closed: ['close'],
  withdrawn: ['withdraw'],
  reopened: ['reopen', 'reopen_by_hand'],
  extensions_asked: ['extension.open'],
  extensions_granted: ['extension.approve'],
  consultations: ['consultation.open'],
  consultations_concluded: ['consultation.conclude'],
  field_checks: ['field_check.approve'],
  supervise_orders: ['supervise_order.issue'],
};

/** How a report breaks its figures down; `indicator` stands below `group`. */
export const reportDimensions = ['problem_type', 'group', 'indicator', 'agency', 'line', 'severity'] as const;
export type ReportDimension = (typeof reportDimensions)[number];

const wide = [
  'raised',
  'dispatched',
  'answered',
  'overdue',
  'returned',
  'closed',
  'open',
  'found',
  'confirmed',
  'recovered',
] as const satisfies readonly AlertFigure[];

/** The columns of each table: a problem type is known from the answer on. */
export const dimensionFigures: Readonly<Record<ReportDimension, readonly AlertFigure[]>> = {
  problem_type: ['answered', 'returned', 'closed', 'open', 'confirmed', 'recovered'],
  group: wide,
  indicator: wide,
  agency: wide,
  line: wide,
  severity: wide,
};

/** What a report shows month by month. */
export const monthlyFigures = [
  'raised',
  'dispatched',
  'answered',
  'overdue',
  'returned',
  'closed',
  'confirmed',
  'recovered',
] as const satisfies readonly AlertFigure[];

/** The filter of the list that holds exactly what a figure counted: `closed.202607-202612`. */
export function countedIn(of: AlertFigure | MatterFigure, { from, to }: ReportRange): string {
  return `${of}.${from}-${to}`;
}

/** What `countedIn` wrote; null where it is no such filter. */
export function readCounted(text: string): { figure: AlertFigure; range: ReportRange } | null {
  return readFigure(text, alertFigures);
}

/** The same of a figure of inspections, or of major matters. */
export function readMatterCounted(
  text: string,
  unit: 'inspections' | 'matters',
): { figure: MatterFigure; range: ReportRange } | null {
  return readFigure(
    text,
    matterFigures.filter((figure) => figureRules[figure].unit === unit),
  );
}

function readFigure<F extends AlertFigure | MatterFigure>(
  text: string,
  figures: readonly F[],
): { figure: F; range: ReportRange } | null {
  const [, name, from = '', to = ''] = /^([a-z_]+)\.(\d{6})-(\d{6})$/.exec(text) ?? [];
  const found = figures.find((one) => one === name);
  return found && isPeriod(from) && isPeriod(to) && from <= to ? { figure: found, range: { from, to } } : null;
}
