import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { closeStateOf } from '@fundwatch/domain/evaluate';
import { listMonthStandings, listRestatementDifferences } from '../../evaluate/read-month-closes.js';
import { getEvaluation } from '../../evaluate/read-evaluations.js';
import { listDrafts } from '../../tuning/read-drafts.js';
import { listTestRuns } from '../../tuning/read-test-runs.js';
import { listVersions } from '../../tuning/read-versions.js';
import { titleOf } from '../../alert/view-alert-row.js';
import type { Application } from '../../application.js';
import { changeText } from '../change-text.js';
import type { ExportInput } from '../export-input.js';
import {
  agency,
  both,
  count,
  day,
  fill,
  instant,
  instantText,
  line,
  month,
  periodText,
  text,
  word,
  type OfAgency,
} from '../list-columns.js';
import { listWords, wordOf, type Language } from '../list-words.js';
import { allPages, exportedList, type Paged } from '../listed.js';

const ofIndicator = (app: Application, code: string) => {
  const { zh, en } = titleOf(app, code);
  return both(`${code} ${zh}`, `${code} ${en}`);
};
/** Who and when, in one cell. */
const by = (who: string | null, at: string | null) => (who && at ? `${who} · ${instantText(at)}` : null);

const pagesOfVersions = allPages((app, context, input: Paged<ExportInput<'exportIndicatorVersions'>>) =>
  listVersions(app, context, input),
);
export const exportIndicatorVersions = exportedList({
  title: both('指标版本', 'Versions of an indicator'),
  read: async (app, context, input: ExportInput<'exportIndicatorVersions'>) => ({
    ...(await pagesOfVersions(app, context, input)),
    about: ofIndicator(app, input.code),
  }),
}).with([
  count(both('版本', 'Version'), (row) => row.version),
  text(both('状态', 'State'), 18, (row, language) => {
    const mark = row.inForce ? both('现行', 'in force') : row.onTrial ? both('试运行', 'on trial') : null;
    const stale = row.stale ? both('依据的版本已不是现行版本', 'its base is no longer in force')[language] : null;
    return [wordOf('versionState', row.state, language), mark?.[language], stale].filter(Boolean).join(' · ');
  }),
  text(both('改了什么', 'What changes'), 40, changeText),
  text(both('理由', 'Reason'), 40, (row) => row.reason),
  text(both('提出', 'Proposed'), 28, (row) => by(row.proposedBy, row.proposedAt)),
  text(both('审批', 'Decided'), 40, (row) =>
    [by(row.decidedBy, row.decidedAt), row.decisionReason].filter(Boolean).join('　'),
  ),
]);

type Draft = ReplyOf<typeof routes.listIndicatorDrafts>['drafts'][number];
const draftState = ({ passed, checkState, checkRevision, revision }: Draft) =>
  passed ? 'passed' : checkState !== 'none' && checkRevision !== revision ? 'outdated' : checkState;

export const exportIndicatorDrafts = exportedList({
  title: both('本单位指标草稿', 'Drafts of own indicators'),
  read: async (app, context, _input: ExportInput<'exportIndicatorDrafts'>) => ({
    rows: (await listDrafts(app, context)).drafts,
  }),
}).with([
  text(both('代码', 'Code'), 32, ({ code, title }, language) => [code, title?.[language]].filter(Boolean).join(' ')),
  word(both('检查', 'Check'), 16, 'draftState', draftState),
  text(both('编写人', 'Author'), 14, (row) => row.author),
  instant(both('最后保存', 'Last saved'), (row) => row.updatedAt),
  instant(both('检查时间', 'Checked'), (row) => row.checkedAt),
]);

const pagesOfRuns = allPages((app, context, input: Paged<ExportInput<'exportTestRuns'>>) =>
  listTestRuns(app, context, input),
);
export const exportTestRuns = exportedList({
  title: both('回测与试运行', 'Back-tests and trials'),
  read: async (app, context, input: ExportInput<'exportTestRuns'>) => ({
    ...(await pagesOfRuns(app, context, input)),
    about: ofIndicator(app, input.code),
  }),
}).with([
  text(both('月份', 'Months'), 18, ({ firstPeriod, lastPeriod }) =>
    [...new Set([firstPeriod, lastPeriod])].map(periodText).filter(Boolean).join(' – '),
  ),
  count(both('版本', 'Version'), (row) => row.version),
  word(both('种类', 'Kind'), 10, 'testRunKind', (row) => row.kind),
  word(both('情况', 'State'), 10, 'testRunState', (row) => row.state),
  count(both('现行', 'In force'), (row) => row.present),
  count(both('这一版', 'This version'), (row) => row.kept + row.new),
  count(both('新增', 'New'), (row) => row.new),
  count(both('消失', 'Gone'), (row) => row.gone),
  instant(both('时间', 'When'), (row) => row.requestedAt),
  text(both('发起', 'By'), 14, (row) => (row.kind === 'back_test' ? row.requestedBy : null)),
]);

type Standing = ReplyOf<typeof routes.listMonthStandings>['months'][number];
const waits = {
  undone: both('未完成的指标 {list}', 'not finished: {list}'),
  stale: both('有新数据待评估的指标 {list}', 'new data waits for {list}'),
  unchecked: both('钩稽待核对的单位 {list}', 'rules wait to be checked at {list}'),
};
/** Why a month cannot be closed now, with all that it waits for. */
function obstacleText({ obstacle }: Standing, language: Language): string | null {
  if (!obstacle) return null;
  const { code, details } = obstacle;
  const words = listWords.closeObstacle;
  const known = words[code as keyof typeof words] ?? words.other;
  const lists = Object.entries(waits).flatMap(([name, said]) => {
    const values = details[name];
    return Array.isArray(values) && values.length ? [fill(said, { list: values.join(' ') })] : [];
  });
  const lockOn = typeof details['lockOn'] === 'string' ? details['lockOn'] : '';
  return [fill(known, { lockOn }), ...lists].map((said) => said[language]).join(' · ');
}

export const exportMonthStandings = exportedList({
  title: both('月度关账', 'Month closes'),
  read: async (app, context, _input: ExportInput<'exportMonthStandings'>) => ({
    rows: (await listMonthStandings(app, context)).months,
  }),
}).with([
  month(both('所属期', 'Month'), (row) => row.period),
  word(both('情况', 'State'), 12, 'monthCloseState', closeStateOf),
  text(both('暂不能关账的原因', 'What it waits for'), 40, obstacleText),
  day(both('报送截止', 'Due'), (row) => row.dueOn),
  day(both('数据锁定', 'Locked'), (row) => row.lockOn),
  text(
    both('最近评估', 'Latest run'),
    26,
    ({ lastRun: run }, language) =>
      run && `${both(`第 ${run.runNo} 次`, `run ${run.runNo}`)[language]} · ${instantText(run.finishedAt)}`,
  ),
  count(both('关账命中', 'Closed hits'), (row) => row.current?.hits ?? null),
  text(
    both('提请 / 审批', 'Proposed / approved'),
    22,
    ({ current: close }) => close && `${close.proposedBy} / ${close.decidedBy ?? '–'}`,
  ),
  count(both('重述', 'Restated'), (row) => (row.current?.state === 'closed' ? row.restatements : null)),
]);

type Difference = ReplyOf<typeof routes.listRestatementDifferences>['items'][number];
/** The amount of a hit, else what was observed; a mark where it has neither. */
const figureOf = (found: Difference['before']) => found && (found.amount ?? found.observed ?? '✓');
const pagesOfDifferences = allPages((app, context, input: Paged<ExportInput<'exportRestatementDifferences'>>) =>
  listRestatementDifferences(app, context, input),
);
export const exportRestatementDifferences = exportedList({
  title: both('重述的差异', 'Differences of a restatement'),
  async read(app, context, input: ExportInput<'exportRestatementDifferences'>) {
    const { period, runNo } = await getEvaluation(app, context, input);
    return {
      ...(await pagesOfDifferences(app, context, input)),
      about: both(`${periodText(period)}第${runNo}次评估`, `${periodText(period)} run ${runNo}`),
    };
  },
}).with([
  word(both('变化', 'Change'), 9, 'hitChange', (row) => row.change),
  text(both('指标', 'Indicator'), 36, (row, language) => `${row.indicator} ${row.title[language]}`),
  ...agency((row: OfAgency) => row.agency),
  line((row) => row.line),
  text(both('对象', 'Subject'), 22, (row) => row.subject),
  text(both('命中', 'Hit'), 24, (row) => row.hitKey),
  text(both('无法判断', 'Cannot decide'), 10, (row, language) =>
    row.verdict === 'cannot_decide' ? both('是', 'yes')[language] : null,
  ),
  { title: both('关账时', 'Closed'), width: 17, kind: 'decimal', value: (row) => figureOf(row.before) },
  { title: both('重述', 'Restated'), width: 17, kind: 'decimal', value: (row) => figureOf(row.after) },
]);
