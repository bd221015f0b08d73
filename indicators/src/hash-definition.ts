import { createHash } from 'node:crypto';
import type { Indicator } from './indicator.js';

/** Definitions are never changed in place, and a list asks for the hash of each of them. */
const known = new WeakMap<Indicator, string>();

/**
 * sha256 over a whole definition, lower-case hex: query, parameters, severity, scope, texts and version. The order of names
 * does not matter, so a definition that went through a database keeps its hash.
 */
export function hashDefinition(indicator: Indicator): string {
  const hash = known.get(indicator) ?? createHash('sha256').update(canonical(indicator)).digest('hex');
  known.set(indicator, hash);
  return hash;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
