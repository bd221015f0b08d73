import type { Severity } from '@fundwatch/domain/alert';

/** Each severity's shape: it is never told by its colour alone. */
export const severityShapes = { critical: '◆', high: '▲', medium: '●', low: '○' } as const satisfies Record<
  Severity,
  string
>;
