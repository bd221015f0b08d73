import type { MaskableColumn } from '../identity/index.js';
import type { ExchangeTable } from './exchange-standard.js';

/** The fields of a table as masking wants to know them. */
export function maskableColumns(table: ExchangeTable): MaskableColumn[] {
  return table.fields.map(({ name, type, personal }) => ({
    name,
    type: type === 'string' || type === 'yearmonth' ? 'text' : type,
    personal,
  }));
}
