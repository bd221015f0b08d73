import { z } from 'zod';
import { statutoryTables } from '@fundwatch/domain/evaluate';

const text = z.string().trim().min(1);
/** The file is read with every value as text; an empty one or `null` is no value. */
const optionalText = z.string().transform((value) => (value === '' || value === 'null' ? null : value));
const optionalDay = optionalText.pipe(z.iso.date().nullable());

/** A file of `statutory/`: a table with its source and the days between which its rows hold. */
export const statutorySchema = z.strictObject({
  table: z.enum(statutoryTables),
  title: z.strictObject({ zh: text, en: text }),
  source: z.strictObject({ title: text, reference: text, note: text.optional() }),
  validFrom: z.iso.date(),
  validTo: optionalDay,
  rows: z.array(z.record(z.string(), optionalText)),
});
export type StatutoryFile = z.infer<typeof statutorySchema>;
