import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { lines } from '@fundwatch/domain/collect';

/** Insurance lines of the exchange standard. */
export function listLines(): ReplyOf<typeof routes.listLines> {
  return { lines: lines.map(({ code, zh, en }) => ({ code, zh, en })) };
}
