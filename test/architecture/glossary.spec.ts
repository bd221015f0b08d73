import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { factKindNames, factKinds } from '@fundwatch/domain/accountability';
import {
  alertCommands,
  alertSources,
  alertStates,
  caseCommands,
  caseStates,
  inspectionCommands,
  inspectionStates,
  majorMatterCommands,
  majorMatterStates,
  problemTypes,
  severities,
} from '@fundwatch/domain/alert';
import { exchangeTables } from '@fundwatch/domain/collect';
import { roles } from '@fundwatch/domain/identity';
import { suspicions } from '@fundwatch/domain/major-matter';
import { expect, it } from 'vitest';
import { casesLocale } from '../../web/src/features/cases/locale.js';
import { inspectionsLocale } from '../../web/src/features/inspections/locale.js';
import { majorMattersLocale } from '../../web/src/features/major-matters/locale.js';
import { wordsLocale } from '../../web/src/platform/i18n/words-locale.js';
import { root } from './cruise.js';

const page = readFileSync(join(root, 'docs/glossary.md'), 'utf8');
/** Section → its table rows, cell by cell. */
const sections = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.split('\n')[0]!, section.split('\n').filter(isRow).map(cellsOf)]),
);
const codesIn = (section: string) => sections.get(section)!.map(([, code]) => code!.replaceAll('`', ''));

it.each([
  ['The five words', ['collect', 'evaluate', 'dispatch', 'feedback', 'close']],
  ['States of an alert', alertStates],
  ['Commands', alertCommands],
  ['Severity', severities],
  ['Problem types', problemTypes],
  ['Roles', roles],
  ['States of a case', caseStates],
  ['Steps of a case', caseCommands],
  ['Sources of an alert by hand', alertSources],
  ['States of an inspection', inspectionStates],
  ['Steps of an inspection', inspectionCommands],
  ['States of a major matter', majorMatterStates],
  ['Steps of a major matter', majorMatterCommands],
  ['Suspicions of a major matter', suspicions],
  ['Facts of accountability', factKindNames],
  ['Tables of the exchange standard', exchangeTables.map(({ name }) => name)],
])('the glossary’s "%s" has the code’s names, each once', (section, names) => {
  expect(codesIn(section).toSorted()).toEqual([...names].toSorted());
});

it.each([
  ['States of an alert', 'state'],
  ['Commands', 'command'],
  ['Severity', 'severity'],
  ['Roles', 'role'],
] as const)('the glossary’s "%s" says what the screens say, in both languages', (section, key) => {
  const zh: Record<string, string> = wordsLocale.zh[key];
  const en: Record<string, string> = wordsLocale.en[key];
  for (const [, code, screen, english] of sections.get(section)!) {
    const name = code!.replaceAll('`', '');
    // Severity has its shape behind the word.
    expect([screen!.split(' ')[0], english], name).toEqual([zh[name], en[name]]);
  }
});

it.each([
  ['States of a case', casesLocale, 'state'],
  ['Steps of a case', casesLocale, 'event'],
  ['Sources of an alert by hand', casesLocale, 'source'],
  ['States of an inspection', inspectionsLocale, 'state'],
  ['Steps of an inspection', inspectionsLocale, 'event'],
  ['States of a major matter', majorMattersLocale, 'state'],
  ['Steps of a major matter', majorMattersLocale, 'event'],
  ['Suspicions of a major matter', majorMattersLocale, 'suspicion'],
] as const)('the glossary’s "%s" says what its pages say, in both languages', (section, locale, key) => {
  const zh = (locale.zh as unknown as Record<string, Record<string, string>>)[key]!;
  const en = (locale.en as unknown as Record<string, Record<string, string>>)[key]!;
  for (const [, code, screen, english] of sections.get(section)!) {
    const name = code!.replaceAll('`', '');
    expect([screen, english], name).toEqual([zh[name], en[name]]);
  }
});

it('the glossary’s "Facts of accountability" says what the pages say, in both languages', () => {
  for (const [, code, screen, english] of sections.get('Facts of accountability')!) {
    const { zh, en } = factKinds[code!.replaceAll('`', '') as keyof typeof factKinds];
    expect([screen, english]).toEqual([zh, en]);
  }
});

it('no word on the screens stands for two states, or for two roles', () => {
  for (const key of ['state', 'role', 'severity', 'command'] as const)
    for (const texts of [wordsLocale.zh[key], wordsLocale.en[key]]) {
      const words = Object.values(texts);
      expect(new Set(words).size).toBe(words.length);
    }
});

function isRow(line: string): boolean {
  return line.startsWith('| ') && !line.startsWith('| field term') && !/^[|\s-]+$/.test(line);
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
