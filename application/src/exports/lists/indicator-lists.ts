import { periodOf, shanghaiDayOf } from '@fundwatch/domain/calendar';
import { libraryRows, standingOf } from '@fundwatch/domain/evaluate';
import { routes, type ReplyOf } from '@fundwatch/domain/api';
import { listIndicators } from '../../evaluate/read-indicators.js';
import { getIndicatorPrecision, listPrecision } from '../../tuning/read-precision.js';
import { getTestRun, listTestRunHits } from '../../tuning/read-test-runs.js';
import { listProposals } from '../../tuning/read-versions.js';
import { listWhitelist } from '../../tuning/read-whitelist.js';
import {
  agency,
  both,
  count,
  figure,
  instant,
  instantText,
  line,
  month,
  periodText,
  severity,
  text,
  word,
  words,
  yuan,
  type ListColumn,
  type OfAgency,
} from '../list-columns.js';
import type { Language } from '../list-words.js';
import { allPages, exportedList, type Paged } from '../listed.js';
import type { ExportInput } from '../export-input.js';
import { backTestText } from '../back-test-text.js';
import { changeText } from '../change-text.js';

const indicator = <Row extends { code: string; title: { zh: string; en: string } }>(): ListColumn<Row> =>
  text(both('指标', 'Indicator'), 36, (row, language) => `${row.code} ${row.title[language]}`);

export const exportIndicators = exportedList({
  title: both('指标库', 'Indicators'),
  async read(app, context, { order, ...filter }: ExportInput<'exportIndicators'>) {
    const { indicators } = await listIndicators(app, context);
    const { access } = routes.listPrecision;
    // The figures are the supervision's, as on the page.
    const mayRead = access !== 'public' && access !== 'session' && access.some((role) => context.roles.includes(role));
    const precision = mayRead ? (await listPrecision(app, context, {})).indicators : [];
    return { rows: libraryRows(indicators, precision, filter, order) };
  },
}).with([
  indicator(),
  severity(both('程度', 'Severity'), (row) => row.severity),
  word(both('状态', 'Status'), 10, 'indicatorStatus', (row) => row.status),
  text(both('等待的数据', 'Waits for'), 30, (row, language) => row.waitsFor.map((one) => one[language]).join('；')),
  words(both('险种', 'Lines'), 30, 'line', (row) => row.lines),
  count(both('版本', 'Version'), (row) => row.version),
  word(both('来源', 'Origin'), 9, 'indicatorOrigin', (row) => row.standing.origin),
  count(both('未结预警', 'Open alerts'), (row) => row.openAlerts),
  count(both('近12月预警', 'Alerts, 12 months'), (row) => row.precision?.raised ?? null),
  text(both('证实占比', 'Share confirmed'), 10, (row) => percent(row.precision?.confirmedShare)),
  count(both('未证实答复', 'Answered, unconfirmed'), (row) => row.precision?.unconfirmed ?? null),
  text(both('平均耗时', 'Mean duration'), 10, (row, language) => seconds(row.precision?.meanSeconds, language)),
]);

type Precision = ReplyOf<typeof routes.getIndicatorPrecision>['total'];
const brought = <Row extends Omit<Precision, 'meanSeconds'>>(): ListColumn<Row>[] => [
  count(both('预警', 'Alerts'), (row) => row.raised),
  count(both('已下发', 'Dispatched'), (row) => row.dispatched),
  count(both('已答复', 'Answered'), (row) => row.answered),
  count(both('证实', 'Confirmed'), (row) => row.confirmed),
  text(both('证实占比', 'Share confirmed'), 10, (row) => percent(row.confirmedShare)),
  yuan(both('查出金额', 'Amount found'), (row) => row.found),
  yuan(both('已追回', 'Recovered'), (row) => row.recovered),
  text(both('重复占比', 'Share repeated'), 10, (row) => percent(row.repeatShare)),
  count(both('答复天数（中位）', 'Days to answer (median)'), (row) => row.medianAnswerDays),
];

export const exportPrecision = exportedList({
  title: both('精准度', 'Precision'),
  async read(app, context, input: ExportInput<'exportPrecision'>) {
    const { from, to, indicators } = await listPrecision(app, context, input);
    return { rows: indicators, about: span(from, to) };
  },
}).with([
  indicator(),
  ...brought<ReplyOf<typeof routes.listPrecision>['indicators'][number]>(),
  text(both('平均耗时', 'Mean duration'), 10, (row, language) => seconds(row.meanSeconds, language)),
]);

export const exportIndicatorPrecision = exportedList({
  title: both('指标精准度（按机构）', 'Precision by agency'),
  async read(app, context, input: ExportInput<'exportIndicatorPrecision'>) {
    const { from, to, agencies } = await getIndicatorPrecision(app, context, input);
    const { zh, en } = span(from, to);
    return { rows: agencies, about: both(`${input.code}，${zh}`, `${input.code}, ${en}`) };
  },
}).with([
  ...agency(
    (row: ReplyOf<typeof routes.getIndicatorPrecision>['agencies'][number]) => row.agency,
    both('机构', 'Agency'),
  ),
  ...brought<ReplyOf<typeof routes.getIndicatorPrecision>['agencies'][number]>(),
]);

export const exportIndicatorProposals = exportedList({
  title: both('待批调整', 'Changes to approve'),
  read: async (app, context, _input: ExportInput<'exportIndicatorProposals'>) => ({
    rows: (await listProposals(app, context)).proposals,
  }),
}).with([
  indicator(),
  count(both('版本', 'Version'), (row) => row.version),
  word(both('状态', 'State'), 9, 'versionState', (row) => row.state),
  text(both('改了什么', 'What changes'), 40, changeText),
  text(both('理由', 'Reason'), 40, (row) => row.reason),
  text(both('最近的回测', 'Latest back-test'), 30, (row, language) => backTestText(row.backTest, language)),
  text(both('提出', 'Proposed'), 16, (row) => row.proposedBy),
  instant(both('提出时间', 'Proposed at'), (row) => row.proposedAt),
]);

export const exportWhitelist = exportedList({
  title: both('白名单', 'Whitelist'),
  async read(app, context, input: ExportInput<'exportWhitelist'>) {
    const present = periodOf(shanghaiDayOf(await app.clock.now()));
    const { rows } = await pagesOfWhitelist(app, context, input);
    return { rows: rows.map((row) => ({ ...row, standing: standingOf(row, present) })) };
  },
}).with([
  text(both('指标', 'Indicator'), 36, (row, language) => `${row.indicator} ${row.title[language]}`),
  text(both('对象', 'Subject'), 22, (row) => row.subject),
  ...agency((row: OfAgency) => row.agency),
  line((row) => row.line),
  word(both('状态', 'State'), 11, 'whitelistStanding', (row) => row.standing),
  text(
    both('所属期', 'Months'),
    19,
    (row, language) =>
      both(
        `${periodText(row.validFrom)} 至 ${periodText(row.validTo)}`,
        `${periodText(row.validFrom)} to ${periodText(row.validTo)}`,
      )[language],
  ),
  count(both('已压下的命中', 'Hits kept quiet'), (row) => row.quietHits),
  text(both('理由和文号', 'Reason and document'), 40, (row) =>
    [row.reason, row.documentNo, row.alert?.number].filter(Boolean).join(' · '),
  ),
  text(both('经过', 'History'), 50, (row, language) => {
    const did = (who: string | null, at: string | null, what: string, why: string | null) =>
      who && at ? [`${what} ${who} ${instantText(at)}`, why].filter(Boolean).join(' ') : null;
    const decided = row.state === 'rejected' ? both('驳回', 'Rejected') : both('批准', 'Approved');
    return [
      did(row.proposedBy, row.proposedAt, both('提出', 'Proposed')[language], null),
      did(row.decidedBy, row.decidedAt, decided[language], row.decisionReason),
      did(row.endedBy, row.endedAt, both('终止', 'Ended')[language], row.endReason),
    ]
      .filter(Boolean)
      .join('；');
  }),
]);
const pagesOfWhitelist = allPages((app, context, input: Paged<ExportInput<'exportWhitelist'>>) =>
  listWhitelist(app, context, input),
);

const pagesOfHits = allPages((app, context, input: Paged<ExportInput<'exportTestRunHits'>>) =>
  listTestRunHits(app, context, input),
);
export const exportTestRunHits = exportedList({
  title: both('试算命中明细', 'Hits of a test run'),
  read: async (app, context, input: ExportInput<'exportTestRunHits'>) => ({
    ...(await pagesOfHits(app, context, input)),
    about: ofTestRun(await getTestRun(app, context, input)),
  }),
}).with([
  text(both('对象', 'Subject'), 22, (row) => row.subject),
  ...agency((row: OfAgency) => row.agency),
  line((row) => row.line),
  month(both('月份', 'Month'), (row) => row.period),
  text(both('命中', 'Hit'), 24, (row) => row.hitKey),
  word(both('变化', 'Change'), 9, 'hitPresence', (row) => row.presence),
  figure(both('数值', 'Value'), (row) => (row.verdict === 'cannot_decide' ? null : (row.amount ?? row.observed))),
  text(both('无法判断', 'Cannot decide'), 16, (row, language) =>
    row.verdict === 'cannot_decide' ? (row.missing ?? both('是', 'yes')[language]) : null,
  ),
  text(both('预警', 'Alert'), 18, (row) => row.alert?.number),
]);

export const exportTestRunAgencies = exportedList({
  title: both('各单位各月命中', 'Hits by agency and month'),
  async read(app, context, input: ExportInput<'exportTestRunAgencies'>) {
    const run = await getTestRun(app, context, input);
    return { rows: run.cells, about: ofTestRun(run) };
  },
}).with([
  ...agency((row: OfAgency) => row.agency),
  month(both('月份', 'Month'), (row) => row.period),
  count(both('现行', 'In force'), (row) => row.present),
  count(both('这一版', 'This version'), (row) => row.found),
  count(both('新增', 'New'), (row) => row.new),
  count(both('消失', 'Gone'), (row) => row.gone),
]);

const ofTestRun = ({ indicator: code, version, title }: ReplyOf<typeof routes.getTestRun>) =>
  both(`${code} ${title.zh} 第${version}版`, `${code} ${title.en} version ${version}`);
const span = (from: string, to: string) =>
  both(`${periodText(from)} 至 ${periodText(to)}`, `${periodText(from)} to ${periodText(to)}`);
const percent = (share: string | null | undefined) => (share == null ? null : `${share}%`);
const seconds = (n: string | null | undefined, language: Language) =>
  n == null ? null : `${n} ${both('秒', 's')[language]}`;
