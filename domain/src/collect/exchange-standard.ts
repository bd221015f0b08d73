import document from './tables.json' with { type: 'json' };

/** 险种: the lines of the exchange standard; `000` = not tied to a line. */
export const lines = [
  { code: '000', zh: '不分险种', en: 'Not tied to a line', enabledByDefault: true },
  { code: '110', zh: '企业职工基本养老保险', en: 'Enterprise pension', enabledByDefault: true },
  { code: '120', zh: '机关事业单位基本养老保险', en: 'Public-sector pension', enabledByDefault: true },
  { code: '170', zh: '城乡居民基本养老保险', en: 'Resident pension', enabledByDefault: true },
  { code: '210', zh: '失业保险', en: 'Unemployment', enabledByDefault: true },
  { code: '310', zh: '基本医疗保险', en: 'Medical', enabledByDefault: false },
  { code: '410', zh: '工伤保险', en: 'Work injury', enabledByDefault: true },
  { code: '510', zh: '生育保险', en: 'Maternity', enabledByDefault: false },
] as const;
export type Line = (typeof lines)[number]['code'];

/** 数据集: what one submission carries. `perLine` false: its line is always `000`. */
export const datasets = [
  { code: 'business', zh: '业务数据', en: 'Business data', perLine: true },
  { code: 'finance', zh: '财务数据', en: 'Finance data', perLine: true },
  { code: 'control', zh: '内控数据', en: 'Control data', perLine: false },
  { code: 'external', zh: '外部数据', en: 'External data', perLine: false },
] as const;
export type Dataset = (typeof datasets)[number]['code'];

export type FieldType = 'string' | 'number' | 'integer' | 'date' | 'datetime' | 'yearmonth' | 'boolean';

/** One field of an exchange table. */
export interface ExchangeField {
  name: string;
  type: FieldType;
  /** Chinese title. */
  title: string;
  required: boolean;
  enum?: readonly string[];
  pattern?: string;
  /** Of type `number` only: digits in all, and after the point. */
  precision?: number;
  scale?: number;
  /** Masked unless a role needs it. */
  personal: boolean;
  /** The sector's code, e.g. AAC001. */
  code?: string;
}

/** One of the 37 tables of the exchange standard. */
export interface ExchangeTable {
  name: string;
  /** Chinese title. */
  title: string;
  dataset: Dataset;
  /** `period`: the facts of the month. `full`: the whole present state, every month. */
  mode: 'period' | 'full';
  primaryKey: readonly string[];
  fields: readonly ExchangeField[];
}

interface FieldDocument {
  name: string;
  type: string;
  title: string;
  constraints?: { required?: boolean; enum?: string[]; pattern?: string };
  'x-precision'?: number;
  'x-scale'?: number;
  'x-personal'?: boolean;
  'x-code'?: string;
}

interface TableDocument {
  name: string;
  title: string;
  'x-dataset': string;
  'x-mode': string;
  schema: { fields: FieldDocument[]; primaryKey: string[] };
}

/** Version of the exchange standard that the tables come from. */
export const exchangeStandardVersion: string = document.version;

/** Every table of the standard, in its order; `tables.json` is the contract, word for word. */
export const exchangeTables: readonly ExchangeTable[] = (document.tables as TableDocument[]).map(readTable);

/** The tables of one dataset, in the standard's order. */
export function tablesOf(dataset: Dataset): readonly ExchangeTable[] {
  return exchangeTables.filter((table) => table.dataset === dataset);
}

const byName = new Map(exchangeTables.map((table) => [table.name, table]));

/** The table of that name; throws on a name outside the standard (a mistake of ours, never of a sender). */
export function exchangeTable(name: string): ExchangeTable {
  const table = byName.get(name);
  if (!table) throw new Error(`no table ${name} in the exchange standard`);
  return table;
}

/** The fields that a control total is kept for. */
export function totalledFields(table: ExchangeTable): readonly ExchangeField[] {
  return table.fields.filter((field) => field.type === 'number');
}

function readTable(table: TableDocument): ExchangeTable {
  return {
    name: table.name,
    title: table.title,
    dataset: table['x-dataset'] as Dataset,
    mode: table['x-mode'] as ExchangeTable['mode'],
    primaryKey: table.schema.primaryKey,
    fields: table.schema.fields.map((field) => ({
      name: field.name,
      type: field.type as FieldType,
      title: field.title,
      required: field.constraints?.required ?? false,
      enum: field.constraints?.enum,
      pattern: field.constraints?.pattern,
      precision: field['x-precision'],
      scale: field['x-scale'],
      personal: field['x-personal'] ?? false,
      code: field['x-code'],
    })),
  };
}
