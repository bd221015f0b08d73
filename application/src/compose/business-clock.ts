import { systemContext } from '@fundwatch/domain/identity';
import type { Database } from '@fundwatch/storage';
import type { Clock } from '../application.js';
import { shareReads } from './share-reads.js';

/** The demonstration's clock while it stands on one, else the real time. */
export function createBusinessClock(database: Database, realTime: () => string): Clock {
  const context = { ...systemContext('clock', 'clock'), scope: 'none' as const };
  const read = shareReads(() => database.readOnce(context, ({ businessClock }) => businessClock.now()));
  return { now: async () => (await read()) ?? realTime() };
}
