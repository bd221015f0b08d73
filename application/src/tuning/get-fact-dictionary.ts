import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { exchangeTables } from '@fundwatch/domain/collect';
import {
  contractColumns,
  recordTitles,
  statutoryColumns,
  statutoryTables,
  statutoryTitles,
  systemColumnTitles,
  type RecordTable,
} from '@fundwatch/domain/evaluate';
import { comparedFunctions, preludeFunctions } from '@fundwatch/indicators';
import { exchangeColumns, runColumns, systemColumns, type FactColumn } from '@fundwatch/storage';
import type { Application } from '../application.js';

type Dictionary = ReplyOf<typeof routes.getFactDictionary>;

/** Everything that a query of an indicator may read and call, with the titles of the exchange standard. */
export function getFactDictionary(app: Pick<Application, 'catalogue'>): Dictionary {
  const titled = (columns: readonly FactColumn[], titles: Readonly<Record<string, string>> = {}) =>
    columns.map(({ name, type }) => ({
      name,
      type,
      title: titles[name] ?? systemColumnTitles[name] ?? name,
      personal: false,
    }));
  const records = (Object.keys(recordTitles) as RecordTable[]).map((name) => ({
    name,
    title: recordTitles[name],
    kind: 'system' as const,
    dataset: null,
    columns: titled(systemColumns[name]),
  }));
  const statutory = statutoryTables.map((name) => ({
    name: `statutory_${name}`,
    title: statutoryTitles[name],
    kind: 'statutory' as const,
    dataset: null,
    columns: titled(
      systemColumns[`statutory_${name}`],
      Object.fromEntries(statutoryColumns[name].map((column) => [column.name, column.zh])),
    ),
  }));
  const facts = exchangeTables.map(({ name, title, dataset, fields }) => {
    const byName = new Map(fields.map((field) => [field.name, field]));
    const titles = Object.fromEntries(fields.map((field) => [field.name, field.title]));
    return {
      name,
      title,
      kind: 'facts' as const,
      dataset,
      columns: titled(exchangeColumns.get(name) ?? [], titles).map((column) => ({
        ...column,
        personal: byName.get(column.name)?.personal ?? false,
      })),
    };
  });
  const run = { name: 'run', title: '本次评估', kind: 'run' as const, dataset: null, columns: titled(runColumns) };
  const bases = new Map([...app.catalogue.values()].flatMap(({ basis }) => basis).map(({ id, title }) => [id, title]));
  return {
    tables: [run, ...facts, ...records, ...statutory],
    preludeFunctions: [...preludeFunctions],
    functions: [...comparedFunctions],
    contractColumns: [...contractColumns],
    bases: [...bases].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, title]) => ({ id, title })),
  };
}
