import { describe, expect, it } from 'vitest';
import { DomainError } from '@fundwatch/domain';
import { parseCases } from './cases/load-cases.js';
import { planCase } from './cases/plan-case.js';
import { parseLegalBases } from './legal-bases.js';
import { parseEntry, parseIndicator } from './read-indicator.js';

const frontMatter = `
code: DY01
title: { zh: 死亡冒领, en: Benefit paid after death }
group: DY
lines: ['110']
severity: high
subject: person_no
raisedPer: subject
continues: true
hitIs: fact
reach: agency
needs:
  - { dataset: business, tables: [person], lookBack: 24 }
parameters:
  - { name: grace_months, type: integer, value: '0', unit: 个月, meaning: 宽限, source: 本系统设定 }
evidence:
  - { name: id_number, type: text, title: { zh: 证件号, en: Id }, personal: true }
summary: { zh: '{subject}', en: '{subject} {id_number}' }
basis: [法88]
answers: [P7]
status: active
version: 1
author: 甲
checker: 乙
`.trim();
const body = ['发现什么', '为什么是问题', '怎么核查', '已知误报']
  .map((heading) => `## ${heading}\n\n文字。\n`)
  .join('\n');
const folder = 'dy/dy01-paid-after-death';

const bases = parseLegalBases(`
texts: { 法: { title: 社会保险法, level: national, validFrom: '2011-07-01', validTo: null, note: 2018 年修正 } }
articles: { 法88: { text: 法, article: 第八十八条 } }`);

const read = (from: string, to: string, parts: { folder?: string; body?: string } = {}) => {
  const changed = frontMatter.replace(from, to);
  if (from && changed === frontMatter) throw new Error(`nothing to replace: ${from}`);
  const document = `---\n${changed}\n---\n${parts.body ?? body}`;
  return parseIndicator({ folder: parts.folder ?? folder, document, sql: 'select 1' }, bases);
};
const problemsOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'INDICATOR_INVALID')
      return JSON.stringify(error.details.problems);
    throw error;
  }
  return 'none';
};

describe('reading an indicator', () => {
  it('gives what the front matter says, the guidance under its headings, and a hash', () => {
    const indicator = read('', '');
    expect(indicator).toMatchObject({ code: 'DY01', severity: 'high', guidance: { falseAlarms: '文字。' } });
    expect(indicator.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has another hash with another parameter value, and the same with another title', () => {
    const { hash } = read('', '');
    expect(read(`value: '0'`, `value: '1'`).hash).not.toBe(hash);
    expect(read('Benefit paid after death', 'Paid after death').hash).toBe(hash);
  });

  it.each([
    ['an unknown key', 'status: active', 'status: active\nextra: 1', 'extra'],
    ['a wrong severity', 'severity: high', 'severity: H', 'severity'],
    ['an unquoted parameter value', `value: '0'`, 'value: 0', 'value'],
    ['a parameter value that does not fit its type', `value: '0'`, `value: '0.5'`, 'fit its type'],
    ['an author who is the checker', 'checker: 乙', 'checker: 甲', 'author and checker'],
    ['a table outside the standard', '[person]', '[people]', 'people is not in the exchange standard'],
    ['a table of another dataset', '[person]', '[voucher]', 'belongs to finance'],
    ['a code that is not of its group', 'group: DY', 'group: CW', 'not of the group'],
    ['a summary with an unknown placeholder', '{subject} {id_number}', '{name}', 'placeholder {name}'],
    ['personal evidence that is not marked', 'personal: true', 'personal: false', 'is personal'],
    ['a basis that is not known', '法88', '法89', '法89 is not in legal-bases.yaml'],
    [
      'a query of what needs data',
      'status: active',
      'status: needs_data\nwaitsFor: [{ zh: 表, en: table }]',
      'with an',
    ],
    ['no answers', 'answers: [P7]', 'answers: []', 'answers'],
  ])('refuses %s', (_, from, to, problem) => {
    expect(problemsOf(() => read(from, to))).toContain(problem);
  });

  it('cites the bases by their ids, with the days between which they hold', () => {
    expect(read('', '').basis).toEqual([
      {
        id: '法88',
        title: '社会保险法第八十八条',
        level: 'national',
        place: null,
        validFrom: '2011-07-01',
        validTo: null,
        note: '2018 年修正',
      },
    ]);
  });

  it('takes an entry without a query that says what it waits for', () => {
    const waiting = (more: string) =>
      parseEntry(
        {
          folder,
          document: `---\n${frontMatter.replace('status: active', `status: needs_data${more}`)}\n---\n${body}`,
          sql: null,
        },
        bases,
      );
    expect(waiting('\nwaitsFor: [{ zh: 表, en: table }]')).not.toHaveProperty('sql');
    expect(problemsOf(() => waiting(''))).toContain('without waitsFor');
  });

  it('refuses an active entry without a query', () => {
    const document = `---\n${frontMatter}\n---\n${body}`;
    expect(problemsOf(() => parseEntry({ folder, document, sql: null }, bases))).toContain('without an indicator.sql');
  });

  it('refuses a folder that does not carry the code', () => {
    expect(problemsOf(() => read('', '', { folder: 'dy/dy02-paid-after-death' }))).toContain('does not begin with');
  });

  it('refuses headings other than the four, in their order', () => {
    expect(problemsOf(() => read('', '', { body: body.replace('怎么核查', '核查') }))).toContain('headings must be');
    expect(problemsOf(() => read('', '', { body: `${body}\n## 其他\nx` }))).toContain('headings must be');
    expect(problemsOf(() => read('', '', { body: body.replace('文字。', '') }))).toContain('nothing under');
  });
});

describe('reading cases', () => {
  const indicator = read('', '');
  const one = (given: string) =>
    parseCases(
      indicator,
      `defaults: { person: { agency: '120101', line: '110' } }
cases:
  - { name: x, kind: quiet, period: 202610, given: { ${given} }, expect: [] }`,
    )[0]!;

  it('keeps every value as the text that was written', () => {
    const plan = planCase(indicator, one('person: [ { person_no: 007, name: 1200.00, sex: null } ]'));
    expect(plan.files[0]!.given).toEqual([
      { agency: '120101', line: '110', person_no: '007', name: '1200.00', sex: null },
    ]);
    expect(plan).toMatchObject({
      firstDay: '2026-10-01',
      lastDay: '2026-10-31',
      dueOn: '2026-11-16',
      asOf: '2026-11-16',
    });
  });

  it('falls back to the latest earlier full table only where the package of M was accepted', () => {
    const rows = `person: [ { person_no: A, period: 202608 }, { person_no: B, period: 202609 } ]`;
    const accepted = `submission: [ { agency: '120101', line: '110', dataset: business, period: 202610, state: accepted } ]`;
    expect(planCase(indicator, one(`${rows}, ${accepted}`)).absentTables).toEqual([
      { table: 'person', agency: '120101', line: '110', from: '202609' },
    ]);
    expect(planCase(indicator, one(rows)).absentTables).toEqual([]);
  });

  it('refuses a column that the table does not have', () => {
    expect(problemsOf(() => planCase(indicator, one('person: [ { nmae: x } ]')))).toContain('no column person.nmae');
  });
});
