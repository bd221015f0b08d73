import { hashDefinition, type Indicator } from '@fundwatch/indicators';
import type { Repositories } from '@fundwatch/storage';

/** Keeps whole definitions under their hashes, so that whatever rests on one can be explained later. Returns hashes by code. */
export async function keepDefinitions(
  { indicatorDefinitions }: Repositories,
  indicators: readonly Indicator[],
  at: string,
): Promise<Map<string, string>> {
  const kept = indicators.map((definition) => ({ hash: hashDefinition(definition), definition }));
  await indicatorDefinitions.keep(kept, at);
  return new Map(kept.map(({ hash, definition }) => [definition.code, hash]));
}
