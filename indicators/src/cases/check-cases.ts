import type { Indicator } from '../indicator.js';
import type { IndicatorCase } from './case.schema.js';

/** What a set of cases lacks to show that an indicator works, in sentences; empty when all is well. */
export function checkCases({ sql }: Pick<Indicator, 'sql'>, cases: readonly IndicatorCase[]): string[] {
  const kinds = new Set(cases.map(({ kind }) => kind));
  const names = cases.map(({ name }) => name);
  const wanted = (['fires', 'near_miss'] as const).filter((kind) => !kinds.has(kind));
  const says = sql.includes(`'cannot_decide'`);
  return [
    ...wanted.map((kind) => `no case of the kind ${kind}`),
    ...(says && !kinds.has('cannot_decide') ? ['the query says cannot_decide and no case expects it'] : []),
    ...[...new Set(names.filter((name, i) => names.indexOf(name) !== i))].map((name) => `case ${name} twice`),
    ...cases.filter((one) => !isOfItsKind(one)).map(({ name, kind }) => `case ${name} expects other rows than ${kind}`),
  ];
}

function isOfItsKind({ kind, expect }: IndicatorCase): boolean {
  const verdicts = new Set(expect.map(({ verdict }) => verdict ?? 'hit'));
  if (kind === 'fires') return verdicts.has('hit');
  if (kind === 'cannot_decide') return verdicts.has('cannot_decide');
  return !verdicts.has('hit');
}
