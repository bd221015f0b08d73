import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { DomainError } from '@fundwatch/domain';
import { checkDefinition } from './check-definition.js';
import { catalogueFolder } from './find-catalogue.js';
import { type Guidance, type Indicator, guidanceHeadings } from './indicator.js';
import { indicatorSchema } from './indicator.schema.js';

/** Reads one indicator's folder. Error: INDICATOR_INVALID with every problem found. */
export async function readIndicator(folder: string, root: string = catalogueFolder): Promise<Indicator> {
  const [document, sql] = await Promise.all([
    readFile(join(root, folder, 'indicator.md'), 'utf8'),
    readFile(join(root, folder, 'indicator.sql'), 'utf8'),
  ]);
  return parseIndicator({ folder, document, sql });
}

/** Builds an indicator from the texts of its files. Error: INDICATOR_INVALID with every problem found. */
export function parseIndicator(files: { folder: string; document: string; sql: string }): Indicator {
  const { folder } = files;
  const document = files.document.replaceAll('\r\n', '\n');
  const sql = files.sql.replaceAll('\r\n', '\n').trimEnd() + '\n';
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(document);
  if (!match) throw new DomainError('INDICATOR_INVALID', { folder, problems: ['indicator.md has no front matter'] });
  const parsed = indicatorSchema.safeParse(readYaml(folder, match[1]!));
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'front matter'}: ${issue.message}`);
    throw new DomainError('INDICATOR_INVALID', { folder, problems });
  }
  const definition = parsed.data;
  const guidance = readGuidance(folder, match[2]!);
  const problems = checkDefinition(definition, folder);
  if (problems.length) throw new DomainError('INDICATOR_INVALID', { folder, problems });
  return {
    ...definition,
    guidance,
    sql,
    hash: hashOf(sql, definition.parameters),
    readsAsOf: /\bas_of\b/.test(sql),
    folder,
  };
}

function readYaml(folder: string, text: string): unknown {
  try {
    return parse(text, { strict: true, uniqueKeys: true });
  } catch (error) {
    throw new DomainError('INDICATOR_INVALID', { folder, problems: [`front matter: ${String(error)}`] });
  }
}

function readGuidance(folder: string, body: string): Guidance {
  const sections = body.split(/^## +/m);
  const found = sections.slice(1).map((section) => {
    const [heading = '', ...rest] = section.split('\n');
    return { heading: heading.trim(), text: rest.join('\n').trim() };
  });
  const wanted = guidanceHeadings.map(({ heading }) => heading);
  if (sections[0]!.trim() || found.map(({ heading }) => heading).join() !== wanted.join()) {
    throw new DomainError('INDICATOR_INVALID', { folder, problems: [`headings must be exactly: ${wanted.join(' ')}`] });
  }
  const empty = found.filter(({ text }) => !text).map(({ heading }) => `nothing under ${heading}`);
  if (empty.length) throw new DomainError('INDICATOR_INVALID', { folder, problems: empty });
  return Object.fromEntries(guidanceHeadings.map(({ key }, i) => [key, found[i]!.text])) as Guidance;
}

function hashOf(sql: string, parameters: Indicator['parameters']): string {
  const decisive = [sql, parameters.map(({ name, type, value }) => [name, type, value])];
  return createHash('sha256').update(JSON.stringify(decisive)).digest('hex');
}
