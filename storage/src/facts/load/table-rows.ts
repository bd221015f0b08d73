import type { ExchangeField, ExchangeTable } from '@fundwatch/domain/collect';
import { identifier, literal } from './sql-text.js';
import type { StagedTable } from './stage-table.js';
import { fieldCheck, type FieldCheck, type ValueOptions } from './value-checks.js';

/** A column of a staged table: its field and the names of its text and its value in `typedRows`. */
export interface Column {
  field: ExchangeField;
  text: string;
  value: string;
  check: FieldCheck;
}

/** The columns that were sent, in the order of the standard. */
export function columnsOf(staged: StagedTable, options: ValueOptions): Column[] {
  return staged.table.fields
    .filter((field) => staged.columns.includes(field.name))
    .map((field) => {
      const text = identifier(`t_${field.name}`);
      const value = field.type === 'string' || field.type === 'yearmonth' ? text : identifier(`v_${field.name}`);
      const printed = staged.printedTimes?.has(field.name) ?? false;
      return { field, text, value, check: fieldCheck(field, text, value, { ...options, printed }) };
    });
}

/** The staged CSV as texts and, beside them, cast values (null where the text is invalid). */
export function typedRows(staged: StagedTable, columns: Column[], extra = ''): string {
  const values = columns.filter((column) => column.value !== column.text);
  const casts = values.map((column) => `, ${column.check.value} as ${column.value}`).join('');
  return `select *${casts} from (${textRows(staged, columns, extra)})`;
}

/** The staged CSV as texts: spaces trimmed, empty = null. */
function textRows(staged: StagedTable, columns: Column[], extra: string): string {
  const { scan } = staged;
  const raw = staged.columns.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  const quote = scan.sawQuote ? '"' : '';
  // A parallel reader guesses record starts; with line ends inside quotes a guess can go wrong.
  const parallel = scan.sawNewlineInQuotes ? 'false' : 'true';
  const source = `read_csv([${staged.csvPaths.map(literal).join(', ')}], auto_detect = false, header = false, delim = ',',
    quote = '${quote}', escape = '${quote}', comment = '', new_line = '\\n', columns = {${raw}}, nullstr = '',
    strict_mode = true, null_padding = false, parallel = ${parallel})`;
  const texts = columns.map(({ field, text }) => {
    const cell = `c${staged.columns.indexOf(field.name)}`;
    return `${scan.sawSpace ? `nullif(trim(${cell}, ' '), '')` : cell} as ${text}`;
  });
  return `select ${[...texts, extra].filter(Boolean).join(', ')} from ${source}`;
}

/** Key cells as they are compared: empty is a value of its own; 1 and 01 are the same integer. */
export function keyTexts(table: ExchangeTable, columns: Column[]): string {
  return table.primaryKey
    .map((name) => {
      const column = columns.find(({ field }) => field.name === name)!;
      return column.field.type === 'integer'
        ? `coalesce(cast(${column.value} as varchar), ${column.text})`
        : column.text;
    })
    .join(', ');
}

/**
 * Two sums, `h0` and `h1`, over 64-bit hashes of the rows: the same rows in any order give the same sums. `values` are
 * the rows' values by field name; a field that was not sent is as one that is empty everywhere. The hash is DuckDB's
 * own, four times as fast as md5: it tells content apart, it proves nothing about it, and another version of DuckDB may
 * hash otherwise. It is only ever compared with that of the same version of a submission, which no pull reads twice.
 */
export function rowsHashFigures(table: ExchangeTable, values: ReadonlyMap<string, string>): string[] {
  const all = table.fields.map(({ name }) => values.get(name) ?? 'null').join(', ');
  return [`sum(hash(${all})) as h0`, `sum(hash('second', ${all})) as h1`];
}
