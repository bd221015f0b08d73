import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { DomainError } from '@fundwatch/domain';
import type { IndicatorBasis } from '@fundwatch/domain/evaluate';
import { catalogueFolder } from './find-catalogue.js';

const text = z.string().trim().min(1);
const day = z.iso.date();

const regulation = z
  .strictObject({
    title: text,
    level: z.enum(['national', 'local']),
    place: text.optional(),
    validFrom: day,
    validTo: day.nullable(),
    note: text.optional(),
  })
  .refine(({ validFrom, validTo }) => validTo === null || validFrom <= validTo, { message: 'ends before it begins' })
  .refine(({ level, place }) => (level === 'local') === (place !== undefined), { message: 'a local text has a place' });

const legalBasesSchema = z.strictObject({
  texts: z.record(text, regulation),
  articles: z.record(text, z.strictObject({ text, article: z.string() })),
});

/** The articles that indicators and rules rest on, by id. */
export type LegalBases = ReadonlyMap<string, IndicatorBasis>;

/** Reads `legal-bases.yaml`. Error: INDICATOR_INVALID with every problem found. */
export async function readLegalBases(root: string = catalogueFolder): Promise<LegalBases> {
  return parseLegalBases(await readFile(join(root, 'legal-bases.yaml'), 'utf8'));
}

/** Builds the bases from the file's text. Error: INDICATOR_INVALID with every problem found. */
export function parseLegalBases(source: string): LegalBases {
  const parsed = legalBasesSchema.safeParse(parse(source, { strict: true, uniqueKeys: true }));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `legal-bases.yaml ${path.join('.')}: ${message}`);
    throw new DomainError('INDICATOR_INVALID', { problems });
  }
  const { texts, articles } = parsed.data;
  const orphans = Object.entries(articles).filter(([, { text: of }]) => !texts[of]);
  if (orphans.length) {
    const problems = orphans.map(([id, { text: of }]) => `legal-bases.yaml articles.${id}: no text ${of}`);
    throw new DomainError('INDICATOR_INVALID', { problems });
  }
  return new Map(
    Object.entries(articles).map(([id, { text: of, article }]) => {
      const { title, level, place = null, validFrom, validTo, note = null } = texts[of]!;
      return [id, { id, title: title + article, level, place, validFrom, validTo, note }];
    }),
  );
}

/** The bases that a front matter cites, and a sentence for each that is not known. */
export function citeBases(ids: readonly string[], bases: LegalBases): { basis: IndicatorBasis[]; problems: string[] } {
  return {
    basis: ids.flatMap((id) => bases.get(id) ?? []),
    problems: ids.filter((id) => !bases.has(id)).map((id) => `basis ${id} is not in legal-bases.yaml`),
  };
}
