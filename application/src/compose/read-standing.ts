import { composeCalendar, type Terms } from '@fundwatch/domain/calendar';
import { systemContext } from '@fundwatch/domain/identity';
import type { Database } from '@fundwatch/storage';
import type { Clock } from '../application.js';
import { readTogether } from './read-together.js';

/**
 * What nearly every request asks: where business time stands (the demonstration's clock while it stands on one, else the real time) and
 * the calendar and terms as the database holds them. Who asks for both at once is answered by one query.
 */
export function createStandingReader(
  database: Database,
  realTime: () => string,
): { clock: Clock; terms: () => Promise<Terms> } {
  const context = { ...systemContext('standing', 'standing'), scope: 'none' as const };
  // One calendar object a version, so that its index of days is built once.
  let calendar = composeCalendar([]);
  const ask = readTogether<string | null | Terms>((asked) =>
    database.readOnce(context, async ({ businessClock, terms }) => {
      if (!asked.includes('terms')) return new Map([['clock', await businessClock.now()]]);
      const { years, submissionTerms, fixedDue, now } = await terms.readWithClock();
      const current = composeCalendar(years);
      if (current.version !== calendar.version) calendar = current;
      return new Map<string, string | null | Terms>([
        ['clock', now],
        ['terms', { calendar, submissionTerms, fixedDue }],
      ]);
    }),
  );
  return {
    clock: { now: async () => ((await ask('clock')) as string | null) ?? realTime() },
    terms: async () => (await ask('terms')) as Terms,
  };
}
