import { cell, lineNames, needText, basisText, parameterTable } from '../render-indicator-list.js';
import { type Rule, ruleHeadings } from './rule.js';

/** `docs/rules.md`: every rule for a reader, from the files that run. */
export function renderRuleList(rules: readonly Rule[]): string {
  return [
    '# 钩稽规则 · Rules',
    '',
    'Generated from `indicators/rules/` (`node indicators/dist/generate.js`); edit the files there.',
    '',
    '| 代码 | 规则 | Rule | 能否核对 | 版本 |',
    '|---|---|---|---|---|',
    ...rules.map(
      (rule) =>
        `| [${rule.code}](#${rule.code.toLowerCase()}) | ${rule.title.zh} | ${rule.title.en} | ${checkableText(rule)} | ${rule.version} |`,
    ),
    ...rules.flatMap(renderRule),
    '',
  ].join('\n');
}

function checkableText({ checkable, waitsFor }: Rule): string {
  if (!checkable) return '不能核对：标准缺少数据项';
  return waitsFor.length ? '部分' : '能';
}

function renderRule(rule: Rule): string[] {
  const { code, title, compares, lines, scope, needs, source, basis, waitsFor, guidance } = rule;
  const facts: [string, string][] = [
    ['左边', compares.left.zh],
    ['右边', compares.right.zh],
    ['差额单位', compares.unit],
    ['险种', lineNames(lines)],
    ['结果', scope === 'line' ? '每机构 × 险种一个' : '每机构一个'],
    ['所需数据', needs.map(needText).join('；')],
    ['来源', source.zh],
    ['依据', basis.map(basisText).join('；')],
    [
      '不能核对的部分',
      waitsFor.map(({ part, table, field, why }) => `${part.zh}（\`${table}.${field}\`）：${why.zh}`).join('；'),
    ],
  ];
  return [
    '',
    `## <a id="${code.toLowerCase()}"></a>${code} ${title.zh} · ${title.en}`,
    '',
    '| | |',
    '|---|---|',
    ...facts.filter(([, text]) => text).map(([name, text]) => `| ${name} | ${cell(text)} |`),
    ...parameterTable(rule.parameters),
    ...ruleHeadings.flatMap(({ key, heading }) => ['', `### ${heading}`, '', guidance[key]]),
  ];
}
