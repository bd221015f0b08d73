import { exchangeTables } from './exchange-standard.js';
import {
  leadFields,
  mappableFields,
  mappingProblem,
  submissionTable,
  type MappableField,
  type MappingProblem,
  type SourceMapping,
} from './source-mapping.js';

/** A table or view as a source has it. */
export interface SourceTable {
  name: string;
  columns: readonly SourceColumn[];
}

export interface SourceColumn {
  name: string;
  /** As PostgreSQL prints it: `numeric(14,2)`. */
  type: string;
  /** Whether the account may read it. */
  readable: boolean;
}

/** Which column a field is read from, and why that one. */
export interface ResolvedColumn {
  field: string;
  column: string;
  type: string;
  /** Named in the mapping, by the standard's name, or by the sector's code (AAC001). */
  by: 'mapping' | 'name' | 'code';
  /** Value of the source → value of the standard; null: values are taken as they are. */
  codes: Record<string, string> | null;
}

/** Where one table of the standard is read from. */
export interface ResolvedTable {
  name: string;
  /** Its name in the source; null when the source does not have it. */
  table: string | null;
  columns: ResolvedColumn[];
  problems: MappingProblem[];
  /** Columns of the source that no field is read from. */
  unused: string[];
}

export interface ResolvedSource {
  schema: string;
  submission: ResolvedTable;
  tables: ResolvedTable[];
}

/**
 * Holds a source against the standard: what a mapping names is taken first, then a column of the standard's name, then
 * one named by the sector's code, where that code is unique in the table. Upper and lower case make no difference as long
 * as one column fits.
 */
export function resolveSource(mapping: SourceMapping, found: readonly SourceTable[]): ResolvedSource {
  const resolve = (name: string) => resolveTable(name, mapping, found);
  return {
    schema: mapping.schema,
    submission: resolve(submissionTable),
    tables: exchangeTables.map(({ name }) => resolve(name)),
  };
}

function resolveTable(name: string, mapping: SourceMapping, found: readonly SourceTable[]): ResolvedTable {
  const own = mapping.tables[name] ?? {};
  const wanted = own.table ?? name;
  const [source] = named(found, wanted);
  if (!source) {
    const problem = mappingProblem('table_missing', { table: name, found: `${mapping.schema}.${wanted}` });
    return { name, table: null, columns: [], problems: [problem], unused: [] };
  }
  if (!source.columns.some(({ readable }) => readable)) {
    const problem = mappingProblem('table_unreadable', { table: name, found: `${mapping.schema}.${source.name}` });
    return { name, table: source.name, columns: [], problems: [problem], unused: [] };
  }
  const columns: ResolvedColumn[] = [];
  const problems: MappingProblem[] = [];
  const fields = mappableFields(name)!;
  for (const field of fields) {
    const isLead = (leadFields as readonly string[]).includes(field.name);
    const column = own.columns?.[field.name] ?? (isLead ? mapping.lead.columns?.[field.name] : undefined);
    const codes = own.codes?.[field.name] ?? (isLead ? mapping.lead.codes?.[field.name] : undefined) ?? null;
    const chosen = chooseColumn(field, column, source, fields);
    if ('problem' in chosen) {
      if (chosen.problem) problems.push({ ...chosen.problem, table: name });
      continue;
    }
    if (!chosen.column.readable) {
      problems.push(
        mappingProblem('column_unreadable', { table: name, column: field.name, found: chosen.column.name }),
      );
    }
    columns.push({ field: field.name, column: chosen.column.name, type: chosen.column.type, by: chosen.by, codes });
  }
  const used = new Set(columns.map(({ column }) => column));
  const unused = source.columns.map((column) => column.name).filter((column) => !used.has(column));
  return { name, table: source.name, columns, problems, unused };
}

type Choice = { column: SourceColumn; by: ResolvedColumn['by'] } | { problem: MappingProblem | null };

function chooseColumn(
  field: MappableField,
  mapped: string | undefined,
  source: SourceTable,
  fields: readonly MappableField[],
): Choice {
  const column = field.name;
  if (mapped !== undefined) {
    const [fits, ...others] = named(source.columns, mapped);
    if (fits && others.length === 0) return { column: fits, by: 'mapping' };
    return { problem: mappingProblem('mapped_column_missing', { column, found: mapped }) };
  }
  const { code } = field;
  const codeIsUnique = code !== undefined && fields.filter((other) => other.code === code).length === 1;
  const ways: [ResolvedColumn['by'], string][] = [
    ['name', column],
    ...(codeIsUnique ? [['code', code] as ['code', string]] : []),
  ];
  for (const [by, name] of ways) {
    // AAC001 is no more the code than aac001 is.
    const fits = by === 'code' ? named(source.columns, name, 'any case') : named(source.columns, name);
    if (fits.length === 1) return { column: fits[0]!, by };
    if (fits.length > 1) {
      return { problem: mappingProblem('column_ambiguous', { column, found: fits.map((fit) => fit.name).join(', ') }) };
    }
  }
  return { problem: field.required ? mappingProblem('column_missing', { column }) : null };
}

/** What has exactly this name, or else everything that has it but for upper and lower case. */
function named<T extends { name: string }>(among: readonly T[], name: string, how?: 'any case'): T[] {
  const exact = how ? undefined : among.find((one) => one.name === name);
  if (exact) return [exact];
  return among.filter((one) => one.name.toLowerCase() === name.toLowerCase());
}
