import { z } from 'zod';
import { alertEventTypes, alertStates, problemTypes, severities } from '../alert/index.js';
import { roles } from '../identity/index.js';

export const periodShape = z.string().regex(/^\d{4}(0[1-9]|1[0-2])$/, '所属期应为 YYYYMM / period must be YYYYMM');
export const dayShape = z.iso.date();
export const instantShape = z.iso.datetime({ offset: true });
/** Decimal text, never a float. */
export const decimalShape = z.string().regex(/^-?\d+(\.\d+)?$/);
export const agencyShape = z.string().regex(/^[0-9A-Za-z]{1,20}$/);
export const lineShape = z.string().regex(/^\d{3}$/);
export const idShape = z.uuid();
export const roleShape = z.enum(roles);
export const severityShape = z.enum(severities);
export const alertStateShape = z.enum(alertStates);
export const problemTypeShape = z.enum(problemTypes);
export const alertEventTypeShape = z.enum(alertEventTypes);
export const datasetShape = z.enum(['business', 'finance', 'control', 'external']);

/** A code and its names; the web shows the one of its language. */
export const namedShape = z.object({ code: z.string(), zh: z.string(), en: z.string() });

/** Keyset pages: `cursor` is the opaque end of the page before; `asOf` keeps all pages of one walk at one instant. */
export const pageQueryShape = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), asOf: instantShape, total: z.number().int() });

/** A query parameter that may be repeated or comma-separated. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) =>
      value === undefined || value === '' ? undefined : Array.isArray(value) ? value : String(value).split(','),
    z.array(item).max(50).optional(),
  );

/** What an error looks like on the wire. */
export const errorReplyShape = z.object({
  code: z.string(),
  details: z.record(z.string(), z.unknown()),
  requestId: z.string(),
});
