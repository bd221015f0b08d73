import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { both } from './list-columns.js';
import { wordOf, type Language } from './list-words.js';

type Version = Pick<ReplyOf<typeof routes.proposeIndicatorVersion>, 'changes' | 'origin' | 'changedParameters'>;

/** What a version changes, in one line; a parameter by its meaning, as the indicator's page has it. */
export function changeText({ changes, origin, changedParameters }: Version, language: Language): string {
  const { parameters = {}, status, severity: next, lines, agencies } = changes;
  const known = new Map(changedParameters.map((one) => [one.name, one]));
  const field = (name: string) => wordOf('changedField', name, language);
  const all = both('全部', 'all')[language];
  return [
    ...(origin === 'catalogue_change' ? [] : [wordOf('versionOrigin', origin, language)]),
    ...Object.entries(parameters).map(([name, value]) => {
      const { meaning = name, unit = '' } = known.get(name) ?? {};
      return [meaning, '→', value, unit].filter(Boolean).join(' ');
    }),
    ...(status ? [`${field('status')} → ${wordOf('indicatorStatus', status, language)}`] : []),
    ...(next ? [`${field('severity')} → ${wordOf('severity', next, language)}`] : []),
    ...(lines
      ? [
          `${field('lines')} → ${lines === 'ALL' ? all : lines.map((code) => wordOf('line', code, language)).join('、')}`,
        ]
      : []),
    ...(agencies === undefined ? [] : [`${field('agencies')} → ${agencies?.join('、') ?? all}`]),
  ].join(' · ');
}
