import { composeCalendar, type Terms } from '@fundwatch/domain/calendar';
import { systemContext } from '@fundwatch/domain/identity';
import type { Database } from '@fundwatch/storage';
import { shareReads } from './share-reads.js';

/** The terms as the database holds them. One calendar object a version, so that its index of days is built once. */
export function createTermsReader(database: Database): () => Promise<Terms> {
  const context = { ...systemContext('terms', 'terms'), scope: 'none' as const };
  let calendar = composeCalendar([]);
  return shareReads(async () => {
    const { years, submissionTerms, fixedDue } = await database.readOnce(context, ({ terms }) => terms.read());
    const current = composeCalendar(years);
    if (current.version !== calendar.version) calendar = current;
    return { calendar, submissionTerms, fixedDue };
  });
}
