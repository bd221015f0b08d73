import type { SourceMapping, TableMapping } from '@fundwatch/domain/collect';

/** A mapping as it is typed: empty = as the standard has it, codes as lines of source=standard. */
export interface PartDraft {
  table: string;
  columns: Record<string, string>;
  codes: Record<string, string>;
}

export interface MappingDraft {
  schema: string;
  lead: PartDraft;
  tables: Record<string, PartDraft>;
}

export function draftOf(mapping: SourceMapping, tables: readonly string[]): MappingDraft {
  return {
    schema: mapping.schema,
    lead: partOf(mapping.lead),
    tables: Object.fromEntries(tables.map((name) => [name, partOf(mapping.tables[name] ?? {})])),
  };
}

function partOf({ table = '', columns = {}, codes = {} }: TableMapping): PartDraft {
  const lines = Object.entries(codes).map(([field, pairs]) => [
    field,
    Object.entries(pairs)
      .map(([from, to]) => `${from}=${to}`)
      .join('\n'),
  ]);
  return { table, columns: { ...columns }, codes: Object.fromEntries(lines) as Record<string, string> };
}

/** The mapping that was typed, without what was left empty; null while a line of codes is no pair. */
export function mappingOf(draft: MappingDraft): SourceMapping | null {
  const { table: _table, ...lead } = tableMappingOf(draft.lead) ?? { table: undefined };
  const tables: SourceMapping['tables'] = {};
  for (const [name, part] of Object.entries(draft.tables)) {
    const own = tableMappingOf(part);
    if (own === null) return null;
    if (Object.keys(own).length) tables[name] = own;
  }
  if (tableMappingOf(draft.lead) === null) return null;
  return { schema: draft.schema.trim() || 'exchange', lead, tables };
}

function tableMappingOf(part: PartDraft): TableMapping | null {
  const columns = Object.fromEntries(
    Object.entries(part.columns).flatMap(([field, column]) => (column.trim() ? [[field, column.trim()]] : [])),
  );
  const codes: Record<string, Record<string, string>> = {};
  for (const [field, text] of Object.entries(part.codes)) {
    const read = readCodes(text);
    if ('wrongLine' in read) return null;
    if (Object.keys(read.codes).length) codes[field] = read.codes;
  }
  return {
    ...(part.table.trim() ? { table: part.table.trim() } : {}),
    ...(Object.keys(columns).length ? { columns } : {}),
    ...(Object.keys(codes).length ? { codes } : {}),
  };
}

/** Lines of source=standard; the number of the first line that is none, from 1. */
export function readCodes(text: string): { codes: Record<string, string> } | { wrongLine: number } {
  const codes: Record<string, string> = {};
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.trim()) continue;
    // The source's value may hold an equals sign, the standard's never does.
    const at = line.lastIndexOf('=');
    const [from, to] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    if (at < 1 || !from || !to) return { wrongLine: index + 1 };
    codes[from] = to;
  }
  return { codes };
}
