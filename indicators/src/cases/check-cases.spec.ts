import { expect, it } from 'vitest';
import type { IndicatorCase } from './case.schema.js';
import { checkCases } from './check-cases.js';

const one = (kind: IndicatorCase['kind'], verdicts: string[], name: string = kind): IndicatorCase => ({
  name,
  kind,
  period: '202609',
  parameters: {},
  given: {},
  expect: verdicts.map((verdict) => ({ verdict })),
});
const sql = `select 'hit' as verdict`;
const whole = [one('fires', ['hit']), one('near_miss', [])];

it('cases that fire and just miss are enough where a query always decides', () => {
  expect(checkCases({ sql }, whole)).toEqual([]);
});

it('what a set of cases lacks is said', () => {
  expect(checkCases({ sql }, [one('quiet', [])])).toEqual([
    'no case of the kind fires',
    'no case of the kind near_miss',
  ]);
  expect(checkCases({ sql: `select 'cannot_decide'` }, whole)).toEqual([
    'the query says cannot_decide and no case expects it',
  ]);
  expect(checkCases({ sql }, [...whole, one('quiet', [], 'fires')])).toEqual(['case fires twice']);
  expect(checkCases({ sql }, [...whole, one('quiet', ['hit'])])).toEqual(['case quiet expects other rows than quiet']);
});
