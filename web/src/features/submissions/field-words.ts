import { exchangeTables } from '@fundwatch/domain/collect';
import { language } from '../../platform/i18n/i18n.js';

/** A field with the standard's title, for those who know the field but not its column name: `amount 金额`. */
export function fieldWords(table: string | null, column: string | null): string {
  if (!column) return '–';
  const field = exchangeTables
    .find(({ name }) => name === table)
    ?.fields.find(({ name }) => name === column.toLowerCase());
  return field && language() === 'zh' ? `${field.title} ${column}` : column;
}

/** A table of the standard in the language in use: its Chinese title, in English its name. */
export function tableWords(table: { name: string; title: string }): string {
  return language() === 'zh' ? table.title : table.name;
}
