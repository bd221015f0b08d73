import { describe, expect, it } from 'vitest';
import { DomainError } from '@fundwatch/domain';
import { lintFile } from '../check-catalogue.js';
import { catalogueFolder } from '../find-catalogue.js';
import { readLockFile, ruleLockFileName } from '../lock-file.js';
import { checkRuleCatalogue, ruleContract } from './check-rules.js';
import { parseLegalBases } from '../legal-bases.js';
import { findRuleFolders, loadRules } from './load-rules.js';
import { parseRule } from './read-rule.js';

const frontMatter = `
code: R18
title: { zh: 借贷相等, en: Debit equals credit }
lines: ALL
scope: line
needs:
  - { dataset: finance, tables: [voucher_entry], lookBack: 1 }
compares:
  left: { zh: 借方合计, en: Debits }
  right: { zh: 贷方合计, en: Credits }
  unit: 元
parameters:
  - { name: tolerance, type: money, value: '0', unit: 元, meaning: 差额绝对值超过它即不符, source: 手册 §2.4 }
evidence: []
source: { zh: 会计法17, en: Accounting law 17 }
basis: [会计法17]
checkable: true
waitsFor: []
version: 1
author: 甲
checker: 乙
`.trim();
const body = ['核对什么', '为什么重要', '不符时怎么核查'].map((heading) => `## ${heading}\n\n文字。\n`).join('\n');
const folder = 'rules/r18-debit-equals-credit';
const sql = `select 'holds' as verdict, e.agency, e.line, cast(null as text) as item, count(e.voucher_no) as compared,
  cast(sum(e.debit) as decimal(38, 6)) as left_value, cast(sum(e.credit) as decimal(38, 6)) as right_value,
  cast(sum(e.debit) - sum(e.credit) as decimal(38, 6)) as difference, cast(null as text) as missing
from facts.voucher_entry as e cross join facts.parameter as parameter
where parameter.tolerance >= 0
group by e.agency, e.line
order by e.agency nulls last, e.line nulls last, item nulls first`;

const bases = parseLegalBases(`
texts: { 会计法: { title: 会计法, level: national, validFrom: '2000-07-01', validTo: null } }
articles: { 会计法17: { text: 会计法, article: 第十七条 } }`);

const read = (from: string, to: string, parts: { folder?: string; body?: string; sql?: string | null } = {}) => {
  const changed = frontMatter.replace(from, to);
  if (from && changed === frontMatter) throw new Error(`nothing to replace: ${from}`);
  const document = `---\n${changed}\n---\n${parts.body ?? body}`;
  return parseRule({ folder: parts.folder ?? folder, document, sql: parts.sql === undefined ? sql : parts.sql }, bases);
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

describe('the rules of the catalogue', () => {
  it('keep every rule of their queries, and their lock file is fresh', async () => {
    const locked = await readLockFile(catalogueFolder, ruleLockFileName);
    expect(await checkRuleCatalogue(await loadRules(), locked)).toEqual([]);
  });
});

describe('every folder of the rules', () => {
  it('is a rule: one that is half written is left out of the product, and found here', async () => {
    const folders = await findRuleFolders();
    expect((await loadRules()).map((rule) => rule.folder)).toEqual(folders);
  });
});

describe('reading a rule', () => {
  it('gives its two sides, the guidance under its headings, its query and a hash', () => {
    const rule = read('', '');
    expect(rule).toMatchObject({ code: 'R18', compares: { unit: '元' }, guidance: { verify: '文字。' }, folder });
    expect(rule.sql).toContain('facts.voucher_entry');
    expect(rule.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('that waits for a field of the standard has no query', () => {
    const waits = `waitsFor: [{ part: { zh: 全部, en: All }, table: levy, field: arrears, why: { zh: 无, en: None } }]`;
    const text = frontMatter.replace('checkable: true', 'checkable: false').replace('waitsFor: []', waits);
    const document = `---\n${text}\n---\n${body}`;
    const rule = parseRule({ folder, document, sql: null }, bases);
    expect(rule).toMatchObject({ checkable: false, sql: null, waitsFor: [{ field: 'arrears' }] });
    expect(problemsOf(() => read('checkable: true', 'checkable: false', { sql: null }))).toContain('waitsFor');
    expect(problemsOf(() => parseRule({ folder, document, sql }, bases))).toContain('has no rule.sql');
  });

  it.each([
    ['an unknown key', 'scope: line', 'scope: line\nextra: 1', 'extra'],
    ['no tolerance', 'name: tolerance', 'name: limit', 'numeric parameter tolerance'],
    ['a table outside the standard', '[voucher_entry]', '[entries]', 'entries is not in the exchange standard'],
    ['a scope that its data does not have', 'scope: line', 'scope: agency', 'scope is line'],
    ['an author who is the checker', 'checker: 乙', 'checker: 甲', 'author and checker'],
    ['another code than the folder’s', 'code: R18', 'code: R19', 'does not carry R19'],
  ])('refuses %s', (_, from, to, problem) => {
    expect(problemsOf(() => read(from, to))).toContain(problem);
  });

  it('refuses a checkable rule without a query, and headings other than the three', () => {
    expect(problemsOf(() => read('', '', { sql: null }))).toContain('rule.sql is missing');
    expect(problemsOf(() => read('', '', { body: body.replace('核对什么', '核对') }))).toContain('headings must be');
  });
});

describe('the linter of a rule’s query', () => {
  const lint = (text: string) =>
    lintFile('rule.sql', { ...read('', '', { sql: text }), sql: text, contract: ruleContract });

  it('asks for the columns of a rule, ordered by agency, line and item', async () => {
    expect(await lint(sql)).toEqual([]);
    expect((await lint(sql.replace('as left_value', 'as observed'))).join()).toContain('contract');
    expect((await lint(sql.replace(', item nulls first', ''))).join()).toContain('total-order');
  });
});
