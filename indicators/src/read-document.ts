import { parse } from 'yaml';
import type { z } from 'zod';
import { DomainError } from '@fundwatch/domain';

/** A document of the catalogue: strict front matter, then exactly these headings in their order. */
export interface DocumentShape<T, K extends string> {
  /** The file's name, for what is said of it. */
  file: string;
  folder: string;
  schema: z.ZodType<T>;
  headings: readonly { key: K; heading: string }[];
}

/** Reads front matter and the text under each heading. Error: INDICATOR_INVALID with every problem found. */
export function readDocument<T, K extends string>(
  document: string,
  { file, folder, schema, headings }: DocumentShape<T, K>,
): { definition: T; guidance: Record<K, string> } {
  const refuse = (...problems: string[]): DomainError => new DomainError('INDICATOR_INVALID', { folder, problems });
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(document.replaceAll('\r\n', '\n'));
  if (!match) throw refuse(`${file} has no front matter`);
  let frontMatter: unknown;
  try {
    frontMatter = parse(match[1]!, { strict: true, uniqueKeys: true });
  } catch (error) {
    throw refuse(`front matter: ${String(error)}`);
  }
  const parsed = schema.safeParse(frontMatter);
  if (!parsed.success) {
    throw refuse(...parsed.error.issues.map((issue) => `${issue.path.join('.') || 'front matter'}: ${issue.message}`));
  }
  const sections = match[2]!.split(/^## +/m);
  const found = sections.slice(1).map((section) => {
    const [heading = '', ...rest] = section.split('\n');
    return { heading: heading.trim(), text: rest.join('\n').trim() };
  });
  const wanted = headings.map(({ heading }) => heading);
  if (sections[0]!.trim() || found.map(({ heading }) => heading).join() !== wanted.join()) {
    throw refuse(`headings must be exactly: ${wanted.join(' ')}`);
  }
  const empty = found.filter(({ text }) => !text).map(({ heading }) => `nothing under ${heading}`);
  if (empty.length) throw refuse(...empty);
  const guidance = Object.fromEntries(headings.map(({ key }, i) => [key, found[i]!.text])) as Record<K, string>;
  return { definition: parsed.data, guidance };
}

/** A query as it is stored and hashed: unix line ends, one at the end. */
export function canonicalSql(sql: string): string {
  return sql.replaceAll('\r\n', '\n').trimEnd() + '\n';
}
