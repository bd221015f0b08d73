import { correctableTable } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { exchangeTable } from '@fundwatch/domain/collect';
import type { AnswerField } from '@fundwatch/domain/feedback';
import { formatPeriod } from '../../platform/i18n/format.js';
import { language, t } from '../../platform/i18n/i18n.js';

export type CleaningTask = ReplyOf<typeof routes.getCleaningTask>;
export type CleaningCheck = CleaningTask['checks'][number];

/** The standard has Chinese titles only; elsewhere its names stand. */
export function tableTitle(name: string): string {
  return language() === 'zh' ? exchangeTable(name).title : name;
}
export function fieldTitle(table: string, name: string): string {
  const field = exchangeTable(table).fields.find((one) => one.name === name);
  return language() === 'zh' ? (field?.title ?? name) : name;
}

/** What is corrected, in one sentence. */
export function correctionText({ correction }: Pick<CleaningTask, 'correction'>): string {
  if (!correction) return t('cleaning.wholeData');
  const { table, key, field, before, after } = correction;
  return t('cleaning.change', {
    record: `${tableTitle(table)} ${Object.values(key).join(' / ')}`,
    field: fieldTitle(table, field),
    before: before ?? t('cleaning.noValue'),
    after: after ?? t('cleaning.noValue'),
  });
}

/** What a check found, one sentence a witness: the indicator, then the record. */
export function findingTexts({ findings }: CleaningCheck): string[] {
  const { indicator, field } = findings;
  const month = (period: string | null) => (period ? formatPeriod(period) : '');
  const said = (text: string, period: string | null) =>
    period ? (language() === 'zh' ? `${text}（${month(period)}）` : `${text} (${month(period)})`) : text;
  return [
    indicator.state === 'gone'
      ? t('cleaning.indicator.gone', { month: month(indicator.period) })
      : indicator.state === 'still'
        ? t('cleaning.indicator.still', { month: month(indicator.period), n: indicator.hits })
        : indicator.state === 'unknown'
          ? said(t(`cleaning.indicatorUnknown.${indicator.reason}`), indicator.period)
          : t('cleaning.indicator.not_asked'),
    field.state === 'carries'
      ? t('cleaning.field.carries', { month: month(field.period) })
      : field.state === 'differs'
        ? t('cleaning.field.differs', { month: month(field.period), found: field.found ?? t('cleaning.noValue') })
        : field.state === 'unknown'
          ? said(t(`cleaning.fieldUnknown.${field.reason}`), field.period)
          : t('cleaning.field.not_asked'),
  ];
}

/** What an answer says in one of its fields: names of the standard in words, anything else as it was typed. */
export function answerFieldText(
  kind: AnswerField['kind'],
  fields: Readonly<Record<string, string>>,
  name: string,
): string {
  const said = fields[name] ?? '';
  const table = correctableTable(fields['table'] ?? '');
  if (kind === 'table' && table) return tableTitle(table.name);
  if (kind === 'field' && table) return fieldTitle(table.name, said);
  return kind === 'record' ? said.replaceAll('|', ' / ') : said;
}
