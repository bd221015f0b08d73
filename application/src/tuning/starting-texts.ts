import type { DraftTexts } from '@fundwatch/domain/evaluate';
import { contractColumns } from '@fundwatch/domain/evaluate';

/** What the editor begins with: the three files with their parts in place, to be filled in. */
export function startingTexts(code: string): DraftTexts {
  return { document: document(code), query, cases };
}

const document = (code: string): string => `---
code: ${code}
title: { zh: 本单位指标, en: Own indicator }
group: ${code.slice(0, 2)}
lines: ['110']
severity: medium
subject: person_no
raisedPer: subject
continues: false
hitIs: fact
reach: agency
needs:
  - { dataset: business, tables: [benefit_payment], lookBack: 1 }
parameters:
  - { name: limit_amount, type: money, value: '20000.00', unit: 元, meaning: 单笔金额超过它即命中, source: 本单位设定 }
evidence:
  - { name: item, type: text, title: { zh: 待遇项目, en: Benefit item } }
summary:
  zh: '单笔待遇 {amount} 元，超过 {threshold} 元。'
  en: 'A single benefit of {amount} yuan, above {threshold}.'
basis: ['法88']
answers: [P1, P9]
status: active
version: 1
author: 指标编写
checker: 指标复核
---

## 发现什么

单笔待遇金额超过设定值。

## 为什么是问题

大额待遇需要逐笔核实。

## 怎么核查

1. 核对该笔待遇的计发依据。

## 已知误报

- 一次性待遇或集中补发。
`;

const answers: Readonly<Record<string, string>> = {
  verdict: `'hit'`,
  agency: 'payment.agency',
  line: 'payment.line',
  subject: 'payment.person_no',
  hit_key: 'payment.payment_no',
  related_key: 'cast(null as text)',
  first_period: 'run.period',
  observed: 'cast(payment.amount as decimal(38, 6))',
  threshold: 'cast(parameter.limit_amount as decimal(38, 6))',
  amount: 'cast(payment.amount as decimal(38, 2))',
  severity: 'cast(null as text)',
  missing: 'cast(null as text)',
};

const query = `select
${[...contractColumns, 'item'].map((name) => `  ${answers[name] ?? `payment.${name}`} as ${name}`).join(',\n')}
from facts.benefit_payment as payment
cross join facts.parameter as parameter
cross join facts.run as run
where payment.line = '110'
  and payment.amount > parameter.limit_amount
order by
  payment.agency nulls last,
  payment.line nulls last,
  payment.person_no nulls last,
  payment.payment_no nulls last
`;

const cases = `defaults:
  benefit_payment: { agency: '120101', line: '110', person_no: P1, item: basic_pension }
cases:
  - name: 超过设定值的一笔命中
    kind: fires
    period: '202609'
    given:
      benefit_payment: [{ payment_no: A1, amount: '20000.01' }]
    expect:
      - { verdict: hit, subject: P1, hit_key: A1, amount: '20000.01', item: basic_pension }
  - name: 正好等于设定值的不命中
    kind: near_miss
    period: '202609'
    given:
      benefit_payment: [{ payment_no: A1, amount: '20000.00' }]
    expect: []
`;
