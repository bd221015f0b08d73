import { gridOf, rowsWith, runRows } from '@fundwatch/domain/evaluate';
import { getEvaluation, listEvaluations, listNotEvaluated } from '../../evaluate/read-evaluations.js';
import { getRuleBoard, listRules, listRuleResults } from '../../evaluate/read-rules.js';
import {
  agency,
  both,
  count,
  figure,
  instant,
  line,
  month,
  named,
  periodText,
  text,
  word,
  type OfAgency,
} from '../list-columns.js';
import { allPages, exportedList, type Paged } from '../listed.js';
import type { ExportInput } from '../export-input.js';

export const exportRuleBoard = exportedList({
  title: both('钩稽核对一览', 'Rule board'),
  async read(app, context, { show, ...asked }: ExportInput<'exportRuleBoard'>) {
    const { rules } = listRules(app);
    const titles = new Map(rules.map(({ code, title }) => [code, title]));
    const rows = rowsWith(gridOf(await getRuleBoard(app, context, asked), rules), show);
    return {
      // A rule that has nothing to say at a place has an empty cell on the page, and no line here.
      rows: rows.flatMap(({ agency: of, cells }) =>
        cells.flatMap((cell) => (cell.state ? [{ ...cell, agency: of, title: titles.get(cell.rule)! }] : [])),
      ),
      about: both(periodText(asked.period)!, periodText(asked.period)!),
    };
  },
}).with([
  ...agency((row: OfAgency) => row.agency),
  text(both('钩稽规则', 'Rule'), 30, (row, language) => `${row.rule} ${row.title[language]}`),
  word(both('结果', 'Result'), 10, 'ruleState', (row) => row.state),
  count(both('不符险种数', 'Lines broken'), (row) => row.counts?.broken ?? null),
  count(both('不能核对险种数', 'Lines not checkable'), (row) => row.counts?.notCheckable ?? null),
  count(both('相符险种数', 'Lines that hold'), (row) => row.counts?.holds ?? null),
]);

export const exportRuleResults = exportedList({
  title: both('钩稽核对', 'Rules'),
  read: allPages((app, context, input: Paged<ExportInput<'exportRuleResults'>>) =>
    listRuleResults(app, context, input),
  ),
}).with([
  month(both('所属期', 'Period'), (row) => row.period),
  text(both('钩稽规则', 'Rule'), 30, (row, language) => `${row.rule} ${row.title[language]}`),
  ...agency((row: OfAgency) => row.agency),
  line((row) => row.line),
  word(both('结果', 'Result'), 10, 'ruleState', (row) => row.state),
  named(both('原因', 'Reason'), 30, (row) => row.reason),
  figure(both('左边', 'Left'), (row) => sum(row, row.left)),
  figure(both('右边', 'Right'), (row) => sum(row, row.right)),
  figure(both('差额', 'Difference'), (row) => sum(row, row.difference)),
  figure(both('容差', 'Tolerance'), (row) => row.tolerance),
  text(both('计量单位', 'Unit'), 9, (row) => row.unit),
  count(both('不符明细', 'Broken items'), (row) => (row.state === 'broken' ? row.brokenRows : null)),
  instant(both('核对时间', 'Checked'), (row) => row.checkedAt),
]);
/** What could not be checked has no sums. */
const sum = ({ state }: { state: string }, value: string | null) => (state === 'not_checkable' ? null : value);

export const exportEvaluations = exportedList({
  title: both('历次评估', 'Runs'),
  read: allPages((app, context, input: Paged<ExportInput<'exportEvaluations'>>) =>
    listEvaluations(app, context, input),
  ),
}).with([
  month(both('所属期', 'Period'), (row) => row.period),
  count(both('次', 'Run'), (row) => row.runNo),
  word(both('状态', 'State'), 14, 'evaluationState', (row) => row.state),
  word(both('原因', 'Why'), 10, 'evaluationTrigger', (row) => row.trigger),
  text(both('发起', 'By'), 14, (row, language) =>
    row.trigger === 'hand' ? row.requestedBy : both('系统', 'the system')[language],
  ),
  instant(both('完成', 'Finished'), (row) => row.finishedAt),
  count(both('命中', 'Hits'), (row) => row.hits),
  count(both('新预警', 'New alerts'), (row) => row.alertsRaised),
  count(both('扩展', 'Extended'), (row) => row.alertsExtended),
  count(both('撤回', 'Withdrawn'), (row) => row.alertsWithdrawn),
  count(both('未评估', 'Not evaluated'), (row) => row.notEvaluated),
  text(both('错误', 'Error'), 30, (row) => row.error),
]);

const ofRun = ({ period, runNo }: { period: string; runNo: number }) =>
  both(`${periodText(period)}第${runNo}次评估`, `${periodText(period)} run ${runNo}`);

export const exportEvaluationIndicators = exportedList({
  title: both('评估的各指标', 'Indicators of a run'),
  async read(app, context, { order, evaluationId, ...filter }: ExportInput<'exportEvaluationIndicators'>) {
    const run = await getEvaluation(app, context, { evaluationId });
    return { rows: runRows(run.indicators, filter, order), about: ofRun(run) };
  },
}).with([
  text(both('指标', 'Indicator'), 36, (row, language) => `${row.indicator} ${row.title[language]}`),
  count(both('版本', 'Version'), (row) => row.version),
  word(both('来源', 'Origin'), 9, 'runIndicatorOrigin', (row) => row.origin),
  word(both('状态', 'State'), 9, 'runIndicatorState', (row) => row.state),
  count(both('命中', 'Hits'), (row) => done(row, row.hits)),
  count(both('无法判断', 'Cannot decide'), (row) => done(row, row.cannotDecide)),
  count(both('已评估范围', 'Scopes evaluated'), (row) => done(row, row.scopesEvaluated)),
  count(both('未评估范围', 'Not evaluated'), (row) => row.scopesNotEvaluated),
  text(both('用时', 'Time'), 14, (row, language) =>
    row.reused
      ? both('沿用上次结果', 'kept from before')[language]
      : row.durationMs === null
        ? null
        : `${(row.durationMs / 1000).toFixed(1)} ${both('秒', 's')[language]}`,
  ),
  text(both('错误', 'Error'), 30, (row) => row.error),
]);
const done = ({ state }: { state: string }, value: number) => (state === 'done' ? value : null);

const pagesOfSilence = allPages((app, context, input: Paged<ExportInput<'exportNotEvaluated'>>) =>
  listNotEvaluated(app, context, input),
);
export const exportNotEvaluated = exportedList({
  title: both('未能评估和无法判断', 'Not evaluated, or cannot decide'),
  read: async (app, context, input: ExportInput<'exportNotEvaluated'>) => ({
    ...(await pagesOfSilence(app, context, input)),
    about: ofRun(await getEvaluation(app, context, input)),
  }),
}).with([
  text(both('指标', 'Indicator'), 36, (row, language) => `${row.indicator} ${row.title[language]}`),
  ...agency((row: OfAgency) => row.agency),
  line((row) => row.line),
  word(both('情况', 'State'), 14, 'silenceState', (row) => row.state),
  named(both('原因', 'Why'), 40, (row) => row.reason),
  count(both('记录数', 'Records'), (row) => row.records),
]);
