import type { ExchangeSource } from '../config.js';
import type { HomeDatabase, HomeState } from '../home/index.js';

/** The name of the demonstration's exchange source. */
export const DEMONSTRATION_SOURCE = 'demonstration';

/** The exchange database of a home that holds the demonstration, where its PostgreSQL listens now. */
export function demonstrationSource(
  home: HomeState | undefined,
  database: HomeDatabase | undefined,
): ExchangeSource | undefined {
  if (home?.demonstration !== 'loaded' || !home.exchangeReaderUrl || !database?.adminUrl) return undefined;
  const url = new URL(home.exchangeReaderUrl);
  url.host = new URL(database.adminUrl).host;
  return { name: DEMONSTRATION_SOURCE, url: url.href };
}
