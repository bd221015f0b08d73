import { factKinds, type FactKind } from '@fundwatch/domain/accountability';
import type { ProblemType } from '@fundwatch/domain/alert';
import type { ExportName } from '@fundwatch/domain/api';
import { answerRequirements } from '@fundwatch/domain/feedback';
import type { RequestContext } from '@fundwatch/domain/identity';
import { figureRules } from '@fundwatch/domain/report';
import type { Repositories } from '@fundwatch/storage';
import { titleOf } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';
import { nameSilence } from '../evaluate/describe-scope.js';
import { both, periodText } from './list-columns.js';
import { wordOf, type Language, type Text, type WordList } from './list-words.js';
import { itemText } from './lists/accountability-lists.js';

/** Where the words of a filter's value are read. */
interface Asked {
  app: Application;
  repositories: Repositories;
}
/** A value of a filter as a reader calls it. */
type Say = (value: string, asked: Asked) => Text | Promise<Text>;
export interface Filter {
  name: Text;
  say: Say;
}

const same = (value: string | null) => both(value ?? '', value ?? '');
const asIs: Say = (value) => same(value);
const ofMonth: Say = (value) => same(periodText(value));
const inWords =
  (list: WordList): Say =>
  (value) =>
    both(wordOf(list, value, 'zh'), wordOf(list, value, 'en'));
const ofAgency: Say = async (value, { repositories }) =>
  same((await repositories.organisations.find(value))?.name ?? value);
/** A code with its title. */
const withTitle = (code: string, { zh, en }: Text) => both(`${code} ${zh}`, `${code} ${en}`);
const ofIndicator: Say = (value, { app }) => withTitle(value, titleOf(app, value));
const ofRule: Say = (value, { app }) => {
  const rule = app.rules.get(value);
  return rule ? withTitle(value, rule.title) : same(value);
};
const ofRun: Say = async (value, { repositories }) => {
  const run = await repositories.evaluations.get(value);
  return run
    ? both(`${periodText(run.period)}第${run.runNo}次评估`, `run ${run.runNo} of ${periodText(run.period)}`)
    : same(value);
};
/** What a figure of a report counted: `closed.202607-202612`. */
const ofCounted: Say = (value) => {
  const [, figure = '', from, to] = /^([a-z_]+)\.(\d{6})-(\d{6})$/.exec(value) ?? [];
  const known = (figureRules as Readonly<Record<string, Text>>)[figure];
  if (!known) return same(value);
  const months = [from, to].map(periodText);
  return both(`报表“${known.zh}”${months.join(' 至 ')}`, `report: ${known.en}, ${months.join(' to ')}`);
};
const inLanguages = (text: (language: Language) => string) => both(text('zh'), text('en'));

const of = (zh: string, en: string, say: Say): Filter => ({ name: both(zh, en), say });

/** Filters that mean the same in every list. */
const everywhere: Readonly<Record<string, Filter>> = {
  period: of('所属期', 'Period', ofMonth),
  firstPeriod: of('首发月', 'First month', ofMonth),
  from: of('起', 'From', ofMonth),
  to: of('止', 'To', ofMonth),
  notEndedBefore: of('该所属期仍在报', 'Not ended before', ofMonth),
  agency: of('单位', 'Agency', ofAgency),
  line: of('险种', 'Line', inWords('line')),
  dataset: of('数据集', 'Dataset', inWords('dataset')),
  severity: of('程度', 'Severity', inWords('severity')),
  indicator: of('指标', 'Indicator', ofIndicator),
  rule: of('钩稽规则', 'Rule', ofRule),
  group: of('类别', 'Group', asIs),
  text: of('文字', 'Text', asIs),
  counted: of('计入', 'Counted in', ofCounted),
};

/** Filters whose values mean what they mean in one list only. */
const ofList: Partial<Record<ExportName, Readonly<Record<string, Filter>>>> = {
  exportArrivalBoard: { show: of('显示', 'Shown', inWords('arrivalState')) },
  exportSubmissions: { state: of('结果', 'Result', inWords('submissionState')) },
  exportRuleBoard: { show: of('显示', 'Shown', inWords('ruleState')) },
  exportRuleResults: { state: of('结果', 'Result', inWords('ruleState')) },
  exportIndicators: { status: of('状态', 'Status', inWords('indicatorStatus')) },
  exportTestRuns: {
    kind: of('种类', 'Kind', inWords('testRunKind')),
    versionId: of('版本', 'Version', async (value, { repositories }) => {
      const version = await repositories.indicatorVersions.get(value);
      return version ? both(`第 ${version.version} 版`, `version ${version.version}`) : same(value);
    }),
  },
  exportWhitelist: { view: of('显示', 'Shown', inWords('whitelistView')) },
  exportTestRunHits: { presence: of('变化', 'Change', inWords('hitPresence')) },
  exportEvaluationIndicators: { show: of('显示', 'Shown', inWords('runShow')) },
  exportNotEvaluated: {
    reason: of('原因', 'Reason', (value) => {
      const { zh, en } = nameSilence(value);
      return both(zh, en);
    }),
  },
  exportAlerts: {
    bucket: of('队列', 'Queue', inWords('alertBucket')),
    state: of('状态', 'State', inWords('alertState')),
    assigned: of('承办', 'Assigned', inWords('assignedTo')),
    assignee: of('承办人', 'Assigned to', async (value, { repositories }) =>
      same((await repositories.users.get(value))?.displayName ?? value),
    ),
    problemType: of('问题类型', 'Problem type', (value) => withTitle(value, answerRequirements[value as ProblemType])),
    raisedBy: of('产生于', 'Raised by', ofRun),
    extendedBy: of('扩展于', 'Extended by', ofRun),
    withdrawnBy: of('撤回于', 'Withdrawn by', ofRun),
    case: of('案件', 'Case', async (value, { repositories }) =>
      same((await repositories.cases.get(value))?.number ?? value),
    ),
  },
  exportCleaningTasks: {
    show: of('显示', 'Shown', inWords('cleaningShow')),
    alertId: of('预警号', 'Alert', async (value, { repositories }) =>
      same((await repositories.alerts.get(value))?.number ?? value),
    ),
  },
  exportConsultations: { state: of('状态', 'State', inWords('consultationShow')) },
  exportRecoveries: { open: of('范围', 'Shown', inWords('recoveryShow')) },
  exportCases: { state: of('状态', 'State', inWords('caseShow')) },
  exportInspections: { state: of('显示', 'Shown', inWords('inspectionShow')) },
  exportAccountabilityFacts: {
    kind: of('事实', 'Fact', (value) => both(factKinds[value as FactKind].zh, factKinds[value as FactKind].en)),
  },
  exportAccountabilityEntries: {
    item: of('条文项', 'Item', (value) => inLanguages((language) => itemText(Number(value), language))),
    state: of('状态', 'State', inWords('registerShow')),
  },
  exportApprovals: { kind: of('种类', 'Kind', inWords('approvalKind')) },
  exportNotifications: { unread: of('显示', 'Shown', inWords('notificationShow')) },
};

/** What narrows nothing: the order of the rows, and what says of which thing the list is. */
const unsaid = new Set(['order', 'language', 'evaluationId', 'submissionId', 'testRunId', 'code', 'table', 'name']);
/** The one alert that a list is of is said by the list itself; a list of many is narrowed by it. */
const isUnsaid = (list: ExportName | null, name: string) =>
  unsaid.has(name) || (name === 'alertId' && list !== 'exportCleaningTasks');

/** How a filter of a list is said; null: it narrows nothing. Undefined: nobody has a word for it. */
export function filterOf(list: ExportName | null, name: string): Filter | null | undefined {
  if (isUnsaid(list, name)) return null;
  return (list && ofList[list]?.[name]) ?? everywhere[name];
}

/** The filters that a list was taken out by, in words; read as whoever asks may read them. */
export async function sayFilters(
  app: Application,
  context: RequestContext,
  list: ExportName | null,
  input: object,
): Promise<Text> {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  return app.database.withContext(context, async (repositories) => {
    const parts: Text[] = [];
    for (const [name, value] of given) {
      const filter = filterOf(list, name);
      if (filter === null) continue;
      const values: Text[] = [];
      for (const one of Array.isArray(value) ? value : [value])
        values.push(filter ? await filter.say(String(one), { app, repositories }) : same(String(one)));
      parts.push(
        inLanguages((language) => {
          const said = values.map((one) => one[language]).join(language === 'zh' ? '、' : ', ');
          return `${filter?.name[language] ?? name}=${said}`;
        }),
      );
    }
    return both(parts.map(({ zh }) => zh).join('；') || '无', parts.map(({ en }) => en).join('; ') || 'none');
  });
}
