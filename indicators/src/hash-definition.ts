import { createHash } from 'node:crypto';
import type { Indicator } from './indicator.js';

/**
 * sha256 over a whole definition, lower-case hex: query, parameters, severity, scope, texts and version. The order of names
 * does not matter, so a definition that went through a database keeps its hash.
 */
export function hashDefinition(indicator: Indicator): string {
  return createHash('sha256').update(canonical(indicator)).digest('hex');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
