import type { RequestContext } from '@fundwatch/domain/identity';
import { both, instantText, periodText } from './list-columns.js';
import { wordOf, type Language, type Text, type WordList } from './list-words.js';
import type { SheetMarks } from './write-sheet.js';

/** Filters as a reader calls them; what identifies the one thing that a list is of is said by the list itself. */
const filters: Readonly<Record<string, { name: Text; words?: WordList }>> = {
  period: { name: both('所属期', 'Period') },
  firstPeriod: { name: both('首发月', 'First month') },
  from: { name: both('起', 'From') },
  to: { name: both('止', 'To') },
  agency: { name: both('单位', 'Agency') },
  line: { name: both('险种', 'Line'), words: 'line' },
  dataset: { name: both('数据集', 'Dataset'), words: 'dataset' },
  indicator: { name: both('指标', 'Indicator') },
  rule: { name: both('钩稽规则', 'Rule') },
  group: { name: both('类别', 'Group') },
  severity: { name: both('程度', 'Severity') },
  status: { name: both('状态', 'Status'), words: 'indicatorStatus' },
  text: { name: both('文字', 'Text') },
  state: { name: both('状态', 'State') },
  kind: { name: both('种类', 'Kind') },
  show: { name: both('显示', 'Shown') },
  view: { name: both('显示', 'Shown') },
  open: { name: both('仅未结', 'Open only') },
  unread: { name: both('仅未读', 'Unread only') },
  bucket: { name: both('队列', 'Queue') },
  presence: { name: both('变化', 'Change'), words: 'hitPresence' },
  notEndedBefore: { name: both('该所属期仍在报', 'Not ended before') },
  reason: { name: both('原因', 'Reason') },
  assigned: { name: both('承办', 'Assigned') },
  assignee: { name: both('承办人', 'Assigned to') },
};
const noFilters = new Set(['evaluationId', 'submissionId', 'testRunId', 'code', 'order']);

interface Taken {
  title: Text;
  context: RequestContext;
  at: string;
  rows: number;
  about: Text | null;
  input: object;
}

/** What stands above a list: who took it and when, by which filters, and what is masked. */
export function listMarks(language: Language, { title, context, at, rows, about, input }: Taken): SheetMarks {
  const { actor } = context;
  const by = actor.kind === 'user' ? `${actor.displayName}（${actor.userName}）` : actor.name;
  const time = instantText(at)!;
  const given = Object.entries(input)
    .filter(([name, value]) => value !== undefined && !noFilters.has(name))
    .map(([name, value]) => filterText(name, value, language))
    .join('；');
  return {
    title: about ? `${title[language]}　${about[language]}` : title[language],
    lines:
      language === 'zh'
        ? [
            `导出人：${by}　导出时间：${time}　共${rows}条`,
            `筛选条件：${given || '无'}`,
            '个人信息与页面一致，已脱敏。导出已记录，仅限工作使用，不得擅自提供、复制、公布。',
          ]
        : [
            `Exported by ${by} at ${time} (Asia/Shanghai), ${rows} rows`,
            `Filters: ${given || 'none'}`,
            'Personal data is masked as on the page. This export is logged; for official use only.',
          ],
  };
}

function filterText(name: string, value: unknown, language: Language): string {
  const known = filters[name];
  const values = (Array.isArray(value) ? value : [value]).map((one) => {
    const code = String(one);
    if (/^\d{6}$/.test(code) && name !== 'agency') return periodText(code) ?? code;
    return known?.words ? wordOf(known.words, code, language) : code;
  });
  return `${known?.name[language] ?? name}=${values.join(',')}`;
}
