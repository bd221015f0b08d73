import { lineTitles, severityTitles } from '@fundwatch/domain/documents';
import { answerRequirements } from '@fundwatch/domain/feedback';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { AlertState } from '@fundwatch/domain/alert';
import type { AlertRowView } from '../alert/view-alert-row.js';
import type { SheetColumn, SheetMarks } from './write-sheet.js';

type Language = 'zh' | 'en';
type Text = Record<Language, string>;

/** The glossary's words for the states, for whoever reads the list without the product. */
export const stateTitles: Readonly<Record<AlertState, Text>> = {
  raised: { zh: '待筛查', en: 'To screen' },
  screened: { zh: '待下发', en: 'To dispatch' },
  dispatched: { zh: '待签收', en: 'To sign for' },
  received: { zh: '待答复', en: 'To answer' },
  answered: { zh: '待审核答复', en: 'To review' },
  returned: { zh: '退回待补', en: 'Returned' },
  rectifying: { zh: '整改中', en: 'Rectifying' },
  rectified: { zh: '整改待验收', en: 'To accept' },
  in_second_review: { zh: '待抽查复核', en: 'Second review' },
  closed: { zh: '已办结', en: 'Closed' },
  dismissed: { zh: '已排除', en: 'Dismissed' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};

const columns: readonly (Omit<SheetColumn<AlertRowView>, 'title' | 'value'> & {
  title: Text;
  value: (row: AlertRowView, language: Language) => string | number | null;
})[] = [
  { title: { zh: '预警编号', en: 'Number' }, width: 20, kind: 'text', value: (row) => row.number },
  {
    title: { zh: '严重程度', en: 'Severity' },
    width: 9,
    kind: 'text',
    value: ({ severity }, language) => (language === 'zh' ? severityTitles[severity] : severity),
  },
  {
    title: { zh: '状态', en: 'State' },
    width: 14,
    kind: 'text',
    value: ({ state }, language) => stateTitles[state][language],
  },
  { title: { zh: '指标', en: 'Indicator' }, width: 10, kind: 'text', value: (row) => row.indicator },
  { title: { zh: '指标名称', en: 'Title' }, width: 28, kind: 'text', value: ({ title }, language) => title[language] },
  { title: { zh: '机构代码', en: 'Agency code' }, width: 11, kind: 'text', value: ({ agency }) => agency.code },
  { title: { zh: '经办机构', en: 'Agency' }, width: 24, kind: 'text', value: ({ agency }) => agency.name },
  {
    title: { zh: '险种', en: 'Line' },
    width: 20,
    kind: 'text',
    value: ({ line }, language) => (language === 'zh' ? (lineTitles[line] ?? line) : line),
  },
  { title: { zh: '对象编号', en: 'Subject' }, width: 22, kind: 'text', value: (row) => row.subject },
  { title: { zh: '起始月份', en: 'First period' }, width: 10, kind: 'text', value: (row) => row.firstPeriod },
  { title: { zh: '命中数', en: 'Hits' }, width: 8, kind: 'integer', value: (row) => row.hits },
  { title: { zh: '涉及金额（元）', en: 'Amount (yuan)' }, width: 17, kind: 'money', value: (row) => row.amount },
  { title: { zh: '到期日', en: 'Due on' }, width: 12, kind: 'text', value: (row) => row.dueOn },
  {
    title: { zh: '首次反馈', en: 'First answer' },
    width: 10,
    kind: 'text',
    value: ({ answeredLate }, language) =>
      answeredLate === null
        ? null
        : language === 'zh'
          ? answeredLate
            ? '逾期'
            : '按期'
          : answeredLate
            ? 'late'
            : 'in time',
  },
  {
    title: { zh: '问题类型', en: 'Problem type' },
    width: 22,
    kind: 'text',
    value: ({ problemType }, language) => problemType && `${problemType} ${answerRequirements[problemType][language]}`,
  },
];

/** The columns of the list of alerts in this language. */
export function alertColumns(language: Language): SheetColumn<AlertRowView>[] {
  return columns.map(({ title, value, ...column }) => ({
    ...column,
    title: title[language],
    value: (row) => value(row, language),
  }));
}

/** What stands above the list: who took it and when, by which filters, and what is masked. */
export function alertMarks(
  language: Language,
  { context, at, rows, filter }: { context: RequestContext; at: string; rows: number; filter: object },
): SheetMarks {
  const { actor } = context;
  const by = actor.kind === 'user' ? `${actor.displayName}（${actor.userName}）` : actor.name;
  const time = new Date(new Date(at).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  const words = given
    .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join(',') : String(value)}`)
    .join('; ');
  return language === 'zh'
    ? {
        title: '预警清单',
        lines: [
          `导出人：${by}　导出时间：${time}　共${rows}条`,
          `筛选条件：${words || '无'}`,
          '不含未脱敏的个人信息。导出已记录，仅限工作使用，不得擅自提供、复制、公布。',
        ],
      }
    : {
        title: 'Alerts',
        lines: [
          `Exported by ${by} at ${time} (Asia/Shanghai), ${rows} rows`,
          `Filters: ${words || 'none'}`,
          'No personal data in clear. This export is logged; for official use only.',
        ],
      };
}
