import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { ProblemType, Severity } from '@fundwatch/domain/alert';
import { t, type TextKey } from '../../platform/i18n/i18n.js';
import { lineName } from '../../ui/line-name.js';
import { problemName } from '../../ui/problem-name.js';

export type IndicatorVersion = ReplyOf<typeof routes.proposeIndicatorVersion>;
export type Difference = ReplyOf<typeof routes.getIndicatorVersion>['differences'][number];
export type Changes = IndicatorVersion['changes'];

const fields = [
  'parameter',
  'status',
  'severity',
  'lines',
  'agencies',
  'title',
  'summary',
  'guidance',
  'needs',
  'evidence',
  'basis',
  'answers',
  'query',
] as const;
/** Fields whose values are long texts: they stand below each other, as they are written. */
const texts = new Set(['guidance', 'query', 'needs', 'evidence', 'basis', 'summary']);
const headings = { finds: 'catches', matters: 'why', verify: 'verify', falseAlarms: 'falseAlarms' } as const;

/** What a difference is about, in words; a parameter by its own meaning where it is known. */
export function fieldWords({ field, name }: Pick<Difference, 'field' | 'name'>, meanings: ReadonlyMap<string, string>) {
  const word = fields.find((one) => one === field);
  const title = t(word ? `tuning.field.${word}` : 'tuning.field.other');
  if (field === 'parameter') return `${title} · ${meanings.get(name ?? '') ?? name ?? ''}`;
  if (field === 'guidance' && name && name in headings)
    return t(`indicators.guidance.${headings[name as keyof typeof headings]}`);
  return word ? title : `${title} · ${field}`;
}

export function isLongText(field: string): boolean {
  return texts.has(field);
}

/** A value of a difference in words; null: there was none. */
export function valueWords(field: string, value: string | null): string {
  if (value === null) return '–';
  if (value === 'ALL') return t('tuning.all');
  switch (field) {
    case 'severity':
      return t(`words.severity.${value as Severity}`);
    case 'status':
      return t(`indicators.status.${value}` as TextKey);
    case 'lines':
      return value.split(' ').map(lineName).join('、');
    case 'agencies':
      return value.split(' ').join('、');
    case 'answers':
      return (JSON.parse(value) as ProblemType[]).map(problemName).join('、');
    default:
      return value;
  }
}

/** What a version changes, in one line; a parameter by its meaning, as the indicator's page has it. */
export function changeWords({
  changes,
  origin,
  changedParameters,
}: Pick<IndicatorVersion, 'changes' | 'origin' | 'changedParameters'>): string {
  const { parameters = {}, status, severity, lines, agencies } = changes;
  const known = new Map(changedParameters.map((one) => [one.name, one]));
  const parts = [
    ...(origin === 'catalogue_change' ? [] : [t(`tuning.origin.${origin}`)]),
    ...Object.entries(parameters).map(([name, value]) => {
      const { meaning = name, unit = '' } = known.get(name) ?? {};
      return [meaning, '→', value, unit].filter(Boolean).join(' ');
    }),
    ...(status ? [`${t('tuning.field.status')} → ${t(`indicators.status.${status}`)}`] : []),
    ...(severity ? [`${t('tuning.field.severity')} → ${t(`words.severity.${severity}`)}`] : []),
    ...(lines
      ? [`${t('tuning.field.lines')} → ${valueWords('lines', lines === 'ALL' ? lines : lines.join(' '))}`]
      : []),
    ...(agencies === undefined
      ? []
      : [`${t('tuning.field.agencies')} → ${valueWords('agencies', agencies?.join(' ') ?? 'ALL')}`]),
  ];
  return parts.join(' · ') || '–';
}
