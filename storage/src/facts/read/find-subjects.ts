import { identifier, literal } from '../load/sql-text.js';
import { withFactFiles, type ReadLimits } from './with-fact-files.js';

export interface SubjectLookupRequest {
  table: string;
  /** Columns that tell what people go by; one of them is enough. */
  columns: readonly string[];
  /** The column with the subject's number. */
  gives: string;
  /** Absolute paths. */
  files: readonly { path: string; agency: string; line: string }[];
}

export interface FoundSubject {
  agency: string;
  line: string;
  subject: string;
  name: string | null;
  idNumber: string | null;
}

/**
 * Who goes by a text, lookup by lookup, at most one more than `limit` each. Names are compared without blanks and with one
 * middle dot, ids in capitals. Error: FACT_FILE_DAMAGED.
 */
export async function findSubjects(
  { text, limit, lookups }: { text: string; limit: number; lookups: readonly SubjectLookupRequest[] },
  limits: ReadLimits,
): Promise<FoundSubject[][]> {
  const paths = [...new Set(lookups.flatMap(({ files }) => files.map(({ path }) => path)))];
  if (paths.length === 0) return lookups.map(() => []);
  return withFactFiles(paths, limits, async (duckdb) => {
    const found: FoundSubject[][] = [];
    for (const { columns, gives, files, table } of lookups) {
      if (files.length === 0) {
        found.push([]);
        continue;
      }
      const shown = table === 'person' ? ['name', 'id_number'] : table === 'system_account' ? [] : ['name'];
      const show = (name: string) => (shown.includes(name) ? `cast(${identifier(name)} as varchar)` : 'null');
      const list = files.map(({ path }) => literal(path)).join(', ');
      const reader = await duckdb.runAndReadAll(
        `select distinct filename, cast(${identifier(gives)} as varchar) as gives, ${show('name')}, ${show('id_number')}
         from read_parquet([${list}], hive_partitioning = false, filename = true)
         where ${columns.map((column) => fits(column, text)).join(' or ')}
         order by gives, filename limit ${Math.trunc(limit) + 1}`,
      );
      const of = new Map(files.map((file) => [file.path, file]));
      found.push(
        reader.getRows().flatMap(([path, subject, name, idNumber]) => {
          const file = of.get(String(path));
          if (!file || subject === null) return [];
          const { agency, line } = file;
          return [{ agency, line, subject: String(subject), name: textOf(name), idNumber: textOf(idNumber) }];
        }),
      );
    }
    return found;
  });
}

const textOf = (value: unknown) => (value === null || value === undefined ? null : String(value));

/** A value as it was sent, and as it is compared. */
function fits(column: string, text: string): string {
  const value = `cast(${identifier(column)} as varchar)`;
  if (column !== 'name') return `upper(${value}) = upper(${literal(text)})`;
  const plain = `regexp_replace(regexp_replace(${value}, '[\\s\\x{3000}]', '', 'g'), '[•．・]', '·', 'g')`;
  return `${value} = ${literal(text)} or ${plain} = ${literal(text)}`;
}
