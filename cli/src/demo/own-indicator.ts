import type { DraftTexts } from '@fundwatch/domain/evaluate';
import type { DemoPeriod } from './months.js';
import type { Hand } from './tuning-story.js';

/** An indicator that the office writes itself and lets run on trial. */
export interface DemoOwnIndicator {
  code: `CB${number}`;
  texts: DraftTexts;
  /** Why it is submitted. */
  reason: string;
  written: Hand;
  checked: Hand;
  submitted: Hand;
  backTest: Hand & { periods: readonly DemoPeriod[]; new: number };
  approved: Hand;
}

const document = `---
code: CB51
title: { zh: 较长月数补缴, en: Long back payment }
group: CB
lines: ['110', '170']
severity: low
subject: person_no
raisedPer: subject
continues: false
hitIs: fact
reach: agency
needs:
  - { dataset: business, tables: [contribution], lookBack: 1 }
parameters:
  - { name: least_months, type: integer, value: '12', unit: 个月, meaning: 单次补缴达到这么多个月时命中, source: 本市补缴专项检查方案（示范） }
evidence:
  - { name: fee_period, type: period, title: { zh: 补缴起始所属期, en: First month paid back } }
summary:
  zh: '单次补缴 {observed} 个月、{amount} 元，达到 {threshold} 个月。'
  en: '{observed} months paid back at once, {amount} yuan; {threshold} are looked at.'
basis: ['池§一(二)']
answers: [P3, P4, P7]
status: active
version: 1
author: 陈伟
checker: 张敏
---

## 发现什么

当月到账、缴费类别为“补缴”、有个人编号的缴费，单次补缴满 12 个月的，逐笔列出。没有报送补缴月数的，记为“无法判断”。

## 为什么是问题

目录指标 CB07 从 36 个月起预警；本市专项检查要求对满一年的补缴逐笔核对依据文书。

## 怎么核查

1. 调出补缴审批表，核对适用的政策条款。
2. 核对劳动合同、工资表或法院、仲裁文书的原件。
3. 文书齐全的，选“正常业务”，附文书编号。

## 已知误报

- 法院判决、劳动监察责令的补缴。
`;

const query = `select
  case when paid.months is null then 'cannot_decide' else 'hit' end as verdict,
  paid.agency as agency,
  paid.line as line,
  paid.person_no as subject,
  paid.receipt_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(paid.months as decimal(38, 6)) as observed,
  cast(parameter.least_months as decimal(38, 6)) as threshold,
  cast(paid.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when paid.months is null then 'months' end as missing,
  paid.fee_period as fee_period
from facts.contribution as paid
cross join facts.parameter as parameter
cross join facts.run as run
where paid.line in ('110', '170')
  and paid.kind = 'back'
  and paid.person_no is not null
  and (paid.months is null or paid.months >= parameter.least_months)
order by
  paid.agency nulls last,
  paid.line nulls last,
  paid.person_no nulls last,
  paid.receipt_no nulls last
`;

const cases = `defaults:
  contribution: { agency: '120101', line: '110', person_no: P1, kind: back, fee_period: '202501', amount: '9600.00' }
cases:
  - name: 补缴满十二个月的命中
    kind: fires
    period: '202609'
    given:
      contribution: [{ receipt_no: D1, months: '12' }]
    expect:
      - { verdict: hit, subject: P1, hit_key: D1, observed: '12.000000', amount: '9600.00', fee_period: '202501' }
  - name: 补缴十一个月的、不是补缴的不命中
    kind: near_miss
    period: '202609'
    given:
      contribution: [{ receipt_no: D1, months: '11' }, { receipt_no: D2, months: '24', kind: normal }]
    expect: []
  - name: 没有报送月数的无法判断
    kind: cannot_decide
    period: '202609'
    given:
      contribution: [{ receipt_no: D1, months: null }]
    expect:
      - { verdict: cannot_decide, subject: P1, hit_key: D1, missing: months }
`;

export const ownIndicator: DemoOwnIndicator = {
  code: 'CB51',
  texts: { document, query, cases },
  reason: '本市补缴专项检查要求满一年的补缴逐笔核对，先试运行，看核查工作量后再正式启用。',
  written: { at: '2026-09-03T09:30:00+08:00', by: 'chenwei' },
  checked: { at: '2026-09-03T11:20:00+08:00', by: 'chenwei' },
  submitted: { at: '2026-09-04T09:10:00+08:00', by: 'chenwei' },
  // July's back payments of 35 and of 48 months.
  backTest: { at: '2026-09-04T09:30:00+08:00', by: 'chenwei', periods: ['202606', '202607'], new: 2 },
  approved: { at: '2026-09-07T16:00:00+08:00', by: 'wangjianguo' },
};
