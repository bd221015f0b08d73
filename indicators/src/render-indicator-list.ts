import { exchangeTable, lines } from '@fundwatch/domain/collect';
import type { IndicatorNeed } from '@fundwatch/domain/evaluate';
import { type CatalogueEntry, guidanceHeadings, type Indicator } from './indicator.js';

const groupTitles: Readonly<Record<Indicator['group'], string>> = {
  DQ: '数据上报与质量',
  CB: '参保缴费',
  DY: '待遇支付',
  CW: '基金财务',
  NK: '内控与权限',
  YX: '运行分析',
};
const severityTitles: Readonly<Record<Indicator['severity'], string>> = {
  critical: '特',
  high: '高',
  medium: '中',
  low: '低',
};
const subjectTitles: Readonly<Record<Indicator['subject'], string>> = {
  person_no: '参保人',
  employer_no: '参保单位',
  account_hash: '账户',
  staff_no: '工作人员',
  agency: '经办机构',
};
const statusTitles: Readonly<Record<Indicator['status'], string>> = {
  trial: '试运行',
  active: '启用',
  retired: '停用',
  needs_data: '待数据',
  metric: '分值',
};
const lineTitle = new Map(lines.map(({ code, zh }) => [code as string, zh as string]));

/** An entry of the catalogue and how many cases it has. */
export interface ListedEntry {
  entry: CatalogueEntry;
  cases: number;
}

/** `docs/indicators.md`: the whole catalogue for a reader, from the files that run. */
export function renderIndicatorList(listed: readonly ListedEntry[]): string {
  const judged = listed.filter(({ cases }) => cases > 0);
  const total = judged.reduce((sum, { cases }) => sum + cases, 0);
  return [
    '# 指标目录 · Indicators',
    '',
    'Generated from `indicators/` (`node indicators/dist/generate.js`); edit the files there.',
    '',
    `${listed.length} 项，其中 ${judged.length} 项可以运行，共 ${total} 个用例（每个用例在两种引擎上运行）；待数据的列明缺什么。`,
    '',
    '| 代码 | 指标 | Indicator | 严重程度 | 版本 | 状态 | 用例 |',
    '|---|---|---|---|---|---|---|',
    ...listed.map(({ entry: { code, title, severity, version, status }, cases }) =>
      [
        '',
        `[${code}](#${code.toLowerCase()})`,
        title.zh,
        title.en,
        severityTitles[severity],
        version,
        statusTitles[status],
        cases || '—',
        '',
      ]
        .join(' | ')
        .trim(),
    ),
    ...listed.flatMap(({ entry }) => renderIndicator(entry)),
    '',
  ].join('\n');
}

function renderIndicator(indicator: CatalogueEntry): string[] {
  const { code, title, group, lines: of, severity, subject, raisedPer, continues, reach, version } = indicator;
  const facts: [string, string][] = [
    ['类别', groupTitles[group]],
    ['险种', lineNames(of)],
    ['严重程度', severityTitles[severity]],
    ['预警对象', `${subjectTitles[subject]}${raisedPer === 'agency' ? '（每机构一条）' : ''}`],
    ['跨月', continues ? '延续为同一条预警' : '每月一条'],
    ['范围', reach === 'region' ? '跨机构或跨险种' : '机构 × 险种之内'],
    ['所需数据', indicator.needs.map(needText).join('；')],
    ['核查问题类型', indicator.answers.join(' ')],
    ['依据', indicator.basis.map(basisText).join('；')],
    ['版本', `${version}（${statusTitles[indicator.status]}）`],
    ...indicator.waitsFor.map(({ zh }): [string, string] => ['所缺数据', zh]),
  ];
  return [
    '',
    `## <a id="${code.toLowerCase()}"></a>${code} ${title.zh} · ${title.en}`,
    '',
    '| | |',
    '|---|---|',
    ...facts.map(([name, text]) => `| ${name} | ${cell(text)} |`),
    ...parameterTable(indicator.parameters),
    ...guidanceHeadings.flatMap(({ key, heading }) => ['', `### ${heading}`, '', indicator.guidance[key]]),
  ];
}

/** The parameters of an indicator or rule, or nothing. */
export function parameterTable(parameters: Indicator['parameters']): string[] {
  if (!parameters.length) return [];
  return [
    '',
    '| 参数 | 值 | 单位 | 含义 | 来源 |',
    '|---|---|---|---|---|',
    ...parameters.map(
      ({ name, value, unit, meaning, source }) =>
        `| \`${name}\` | ${cell(value)} | ${cell(unit)} | ${cell(meaning)} | ${cell(source)} |`,
    ),
  ];
}

/** Lines by name. */
export function lineNames(of: Indicator['lines']): string {
  return of === 'ALL' ? '全部' : of.map((line) => lineTitle.get(line) ?? line).join('、');
}

/** Tables that are read, and how far back. */
export function needText(need: IndicatorNeed): string {
  if ('system' in need) {
    const kind = need.system.every((name) => name.startsWith('statutory_')) ? '法定标准' : '系统记录';
    return `${kind} ${need.system.map((name) => `\`${name}\``).join(' ')}`;
  }
  const tables = need.tables.map((name) => `${exchangeTable(name).title} \`${name}\``).join('、');
  return need.lookBack > 1 ? `${tables}（回看 ${need.lookBack} 个月）` : tables;
}

/** A basis with the days between which it holds. */
export function basisText({ id, title, place, validFrom, validTo, note }: Indicator['basis'][number]): string {
  const marks = [
    id,
    ...(place ? [`地方：${place}`] : []),
    `${validFrom} 起${validTo ? `至 ${validTo}` : ''}`,
    ...(note ? [note] : []),
  ];
  return `${title}（${marks.join('，')}）`;
}

/** Text that stands in one cell of a Markdown table. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
