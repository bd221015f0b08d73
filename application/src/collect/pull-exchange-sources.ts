import type { Application } from '../application.js';

/** Nudges a pull of every configured source, each on its own: one that is down never stops the others. */
export async function pullExchangeSources(app: Application): Promise<string[]> {
  const names = app.settings.exchangeSources.map(({ name }) => name);
  for (const source of names) await app.queue.enqueue('pullExchangeSource', { source });
  return names;
}
