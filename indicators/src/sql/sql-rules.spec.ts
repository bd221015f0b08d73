import { describe, expect, it } from 'vitest';
import { lintSql, type LintedIndicator } from './lint-sql.js';
import { sqlRules } from './sql-rules.js';

/** A query that keeps every rule, with places to put a breach. */
const query = (parts: { observed?: string; from?: string; where?: string; tail?: string; head?: string }): string => `
${parts.head ?? ''}
select 'hit' as verdict, p.agency, p.line, p.person_no as subject, p.payment_no as hit_key,
  cast(null as text) as related_key, p.benefit_period as first_period,
  ${parts.observed ?? 'cast(1 as decimal(38,6))'} as observed, cast(x.grace_months as decimal(38,6)) as threshold,
  cast(p.amount as decimal(38,2)) as amount, cast(null as text) as severity, cast(null as text) as missing, p.paid_at
from ${parts.from ?? 'facts.benefit_payment_history as p cross join facts.parameter as x'}
where ${parts.where ?? `p.amount > 0 -- 金额为正`}
order by p.agency nulls last, p.line nulls last, p.person_no nulls last, p.payment_no nulls last${parts.tail ?? ''}`;

const indicator = (sql: string): LintedIndicator => ({
  sql,
  needs: [{ dataset: 'business', tables: ['benefit_payment'], lookBack: 24 }, { system: ['submission'] }],
  parameters: [{ name: 'grace_months', type: 'integer', value: '0', unit: '', meaning: '', source: '' }],
  evidence: [{ name: 'paid_at', type: 'datetime', title: { zh: '', en: '' }, personal: false }],
});
const exists = (condition: string): string => `exists (select 1 from facts.submission as s where ${condition})`;
const kept = exists('s.agency = p.agency');
const good = query({ where: `p.amount > 0 and ${kept}` });
const q = (parts: Parameters<typeof query>[0]): string =>
  query({ ...parts, where: `${parts.where ?? 'p.amount > 0'} and ${kept}` });

const breaches: Record<string, string[]> = {
  'one-select': [`${good}; ${good}`, `delete from facts.benefit_payment`, `${good} for update`, 'select from where'],
  contract: [good.replace(', p.paid_at\n', '\n'), good.replace('as hit_key', 'as hitkey')],
  'total-order': [good.replace(', p.payment_no nulls last', ''), good.slice(0, good.indexOf('order by'))],
  'no-limit': [q({ tail: ' limit 10' }), q({ tail: ' offset 1' })],
  'declared-tables': [
    q({ from: 'facts.benefit_payment as p cross join facts.parameter as x cross join facts.person as b' }),
    q({ from: 'facts.benefit_payment as p cross join facts.parameter as x cross join submission as b' }),
    q({ from: 'facts.benefit_payment as p cross join facts.parameter as x cross join public.person as b' }),
    q({ from: 'facts.benefit_payment as p cross join facts.parameter as x cross join other.facts.submission as b' }),
    // A name of one place does not open a table of the engine at another.
    q({ head: 'with early as (select 1 as one from sqlite_master), sqlite_master as (select 1 as one)' }),
    q({ where: `(with b as (select 1 as one) select count(*) from b) > 0 and exists (select 1 from b)` }),
    q({ head: 'with b as (select 1 as one from b)' }),
  ],
  'compared-syntax': [
    q({ from: 'facts.benefit_payment as p tablesample system (10) cross join facts.parameter as x' }),
  ],
  'ascii-outside-text': [q({ where: 'p.amount > (select 1 as a\u00a0from\u00a0sqlite_master)' })],
  'needs-are-read': [query({}), good.replace('x.grace_months', '1')],
  'no-division': [q({ where: 'p.amount / 2 > 1' })],
  'cast-before-product': [q({ where: 'p.amount * 2 > 1' })],
  'no-double-aggregate': [q({ observed: '(select avg(s.version) from facts.submission as s)' })],
  'percentile-rounded': [
    q({
      observed: `(select percentile_cont(0.5) within group (order by s.version nulls last) from facts.submission as s)`,
    }),
  ],
  'no-pattern': [
    q({ where: `p.item ~ 'a'` }),
    q({ where: `p.item similar to 'a'` }),
    q({ where: `p.item ilike 'a'` }),
    q({ where: `regexp_matches(p.item, 'a')` }),
  ],
  'positive-substr': [q({ where: `substr(p.item, -2) = 'a'` }), q({ where: `left(p.item, -1) = 'a'` })],
  'no-upper': [q({ where: `upper(p.item) = 'A'` })],
  'nulls-written': [good.replace('p.line nulls last', 'p.line')],
  'no-collation': [q({ where: `p.item collate "C" > 'a'` })],
  'ordered-where-order-decides': [
    q({ observed: 'cast(row_number() over (partition by p.person_no) as decimal(38,6))' }),
    q({ where: `(select string_agg(s.line, ',') from facts.submission as s) = 'a'` }),
    q({ where: `(select s.line from facts.submission as s limit 1) = 'a'` }),
    q({ where: `exists (select distinct on (s.line) s.agency from facts.submission as s)` }),
  ],
  'no-bare-date-function': [
    q({ where: 'p.paid_at < now()' }),
    q({ where: 'p.paid_at < current_date' }),
    q({ where: `date_trunc('month', p.paid_at) = p.paid_at` }),
    q({ where: `extract(hour from p.paid_at) > 20` }),
  ],
  'interval-in-frame-only': [q({ where: `p.paid_at + interval '1 day' > p.approved_at` })],
  'iso-literal': [q({ where: `p.paid_at > timestamp '1/2/2026'` }), q({ where: `p.paid_at > date '20260101'` })],
  'as-before-alias': [
    q({ from: 'facts.benefit_payment p cross join facts.parameter as x' }),
    good.replace('p.person_no as subject', 'p.person_no subject'),
    q({ observed: 'cast(1 as decimal(38,6)) observed, cast(1 as decimal(38,6))' }),
  ],
  'no-alias-in-where': [q({ where: `verdict = 'hit'` })],
  'no-star': [q({ where: `exists (select * from facts.submission as s)` })],
  'no-distinct-window': [
    q({ observed: 'cast(count(distinct p.item) over (partition by p.person_no) as decimal(38,6))' }),
  ],
  'no-every': [q({ where: `(select every(s.version > 1) from facts.submission as s)` })],
  'no-max-of-boolean': [q({ where: `(select max(s.version > 1) from facts.submission as s)` })],
  'no-array-or-json': [
    q({ where: `p.item = any (array['a', 'b'])` }),
    q({ where: `array(select s.line from facts.submission as s) is not null` }),
    q({ where: `cast(p.item as jsonb) is null` }),
  ],
  'compared-types': [
    q({ where: `cast(p.item as char(3)) = 'a'` }),
    q({ where: `cast(p.amount as decimal) > 1` }),
    q({ where: `cast(p.amount as double precision) > 1` }),
    q({ where: `cast(p.paid_at as timestamptz) is null` }),
  ],
  'compared-functions': [
    q({ where: `md5(p.item) = 'a'` }),
    q({ where: `p.item.left(1) = 'a'` }),
    q({ where: `exists (select 1 from read_csv('a') as r)` }),
  ],
  'compared-operators': [q({ where: `p.item ^@ 'a'` })],
  'no-placeholder': [q({ where: 'p.amount > $1' })],
};

describe('the linter of queries', () => {
  it('lets a query pass that keeps every rule', async () => {
    expect(await lintSql(indicator(good))).toEqual([]);
  });

  it('lets pass what is equal on both engines and welcome', async () => {
    const welcome = q({
      head: `with recursive months(n) as (select 1 as n union all select m.n + 1 as n from months as m where m.n < 3),
        ranked as (
          select distinct on (b.person_no) b.agency, b.line, b.person_no, b.payment_no, b.amount, b.paid_at,
            b.benefit_period, b.item,
            count(b.payment_no) over (partition by b.person_no order by b.paid_at nulls last
              range between interval '60 seconds' preceding and current row) as burst,
            lag(b.paid_at) over (order by b.paid_at nulls last, b.payment_no nulls last) as earlier
          from facts.benefit_payment as b
          order by b.person_no nulls last, b.payment_no nulls last)`,
      from: `ranked as p cross join facts.parameter as x
        cross join lateral (select count(distinct (s.agency, s.line)) as places,
          string_agg(distinct s.line, ',' order by s.line nulls last) as lines,
          count(s.line) filter (where s.version > 1) as later from facts.submission as s) as c`,
      where: `p.earlier is distinct from p.paid_at and c.places > 1 and cast(p.amount as decimal(38,2)) * 2 > 1
        and p.paid_at >= timestamp '2026-01-01 00:00:00' and p.item like 'basic%' and p.item not in ('other')
        and p.burst between 1 and 9 and cast(p.paid_at as date) + 1 > date '2026-01-01'
        and case when p.amount is null then true else false end`,
    });
    expect(await lintSql(indicator(welcome))).toEqual([]);
  });

  it('has a breach of every rule below', () => {
    expect(Object.keys(breaches).sort()).toEqual(sqlRules.map(({ name }) => name).sort());
  });

  describe.each(Object.entries(breaches))('%s', (rule, texts) => {
    it.each(texts.map((text, i) => ({ text, title: i + 1 })))('is found in breach $title', async ({ text }) => {
      const found = await lintSql(indicator(text));
      expect(found.map((finding) => finding.rule)).toContain(rule);
    });
  });

  it('finds one breach and no other', async () => {
    const found = await lintSql(indicator(q({ where: 'p.amount > 0 and p.amount / 2 > 1' })));
    expect(found).toEqual([{ rule: 'no-division', line: 8, message: expect.stringContaining('no /') as string }]);
  });
});
