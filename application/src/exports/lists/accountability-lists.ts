import { accountabilityItems, factKinds } from '@fundwatch/domain/accountability';
import { listAccountabilityEntries } from '../../accountability/read-entries.js';
import { listAccountabilityFacts, type FactView } from '../../accountability/list-facts.js';
import type { ExportInput } from '../export-input.js';
import { agency, both, day, instant, line, month, periodText, text, word, type OfAgency } from '../list-columns.js';
import { wordOf, type Language } from '../list-words.js';
import { allPages, exportedList, type Paged } from '../listed.js';

const numerals = '一二三四五六七八';
/** （一）数据上传, as the article counts. */
export function itemText(item: number, language: Language): string {
  const short = accountabilityItems.find((one) => one.item === item)!.short[language];
  return language === 'zh' ? `（${numerals[item - 1]}）${short}` : `(${item}) ${short}`;
}

const pagesOfFacts = allPages((app, context, input: Paged<ExportInput<'exportAccountabilityFacts'>>) =>
  listAccountabilityFacts(app, context, input),
);
export const exportAccountabilityFacts = exportedList({
  title: both('履责事实清单', 'Facts on record'),
  read: async (app, context, input: ExportInput<'exportAccountabilityFacts'>) => ({
    ...(await pagesOfFacts(app, context, input)),
    about: both(factKinds[input.kind].zh, factKinds[input.kind].en),
  }),
}).with([
  text(both('出处', 'What'), 44, sourceText),
  ...agency((row: OfAgency) => row.agency, both('机构', 'Agency')),
  line((row) => row.line),
  day(both('计入日期', 'Counted on'), (row) => row.on),
  day(both('期限', 'Due'), (row) => row.dueOn),
  text(
    both('完成日期', 'Done on'),
    12,
    ({ doneOn, kind }, language) =>
      doneOn ?? (factKinds[kind].counted === 'due' ? both('至今没有', 'not yet')[language] : null),
  ),
  text(both('说明', 'More'), 40, moreText),
]);

function sourceText({ kind, submission, alert }: FactView, language: Language): string | null {
  if (factKinds[kind].of === 'alert' && alert) return `${alert.number} ${alert.title[language]}`;
  if (!submission) return null;
  const { dataset, period, version } = submission;
  const of = `${wordOf('dataset', dataset, language)} ${periodText(period)}`;
  return version === null ? of : `${of} ${both(`第 ${version} 版`, `version ${version}`)[language]}`;
}

function moreText(row: FactView, language: Language): string {
  const { round, errors, firstAmount, laterAmount, alert, kind } = row;
  const parts = [
    round !== null && both(`第 ${round} 次答复`, `answer ${round}`),
    errors !== null && both(`检查问题 ${errors} 处`, `${errors} errors`),
    firstAmount !== null &&
      laterAmount !== null &&
      both(
        `首次确认 ${firstAmount} 元，以后确认 ${laterAmount} 元`,
        `first confirmed ${firstAmount} yuan, later ${laterAmount} yuan`,
      ),
    factKinds[kind].of === 'submission' &&
      alert !== null &&
      both(`退回的预警 ${alert.number}`, `returned alert ${alert.number}`),
  ];
  return parts.flatMap((part) => (part ? [part[language]] : [])).join(both('，', ', ')[language]);
}

export const exportAccountabilityEntries = exportedList({
  title: both('履责情况人工登记', 'Register by hand'),
  read: allPages((app, context, input: Paged<ExportInput<'exportAccountabilityEntries'>>) =>
    listAccountabilityEntries(app, context, input),
  ),
}).with([
  text(both('事实', 'Facts'), 60, (row) => row.facts),
  ...agency((row: OfAgency) => row.agency, both('机构', 'Agency')),
  text(both('条文项', 'Item'), 20, (row, language) => itemText(row.item, language)),
  month(both('发生月份', 'Month'), (row) => row.period),
  text(both('依据材料', 'Source'), 30, (row) => row.source),
  text(both('登记人', 'Entered by'), 14, (row) => row.enteredBy),
  instant(both('登记时间', 'Entered at'), (row) => row.enteredAt),
  word(both('状态', 'State'), 10, 'registerState', (row) => row.state),
]);
