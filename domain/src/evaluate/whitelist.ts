import { DomainError } from '../errors.js';
import { requireAnotherPerson } from '../four-eyes.js';
import { addPeriods } from '../calendar/period.js';

/** How far an entry is. `ended`: taken off before its time. */
export const whitelistStates = ['proposed', 'approved', 'rejected', 'withdrawn', 'ended'] as const;
export type WhitelistState = (typeof whitelistStates)[number];

/** Months that an entry may hold at most: a known case is looked at again once a year. Our own setting. */
export const longestWhitelistMonths = 12;

/** Entries that end within so many months, the present one included, come back to the officers. */
export const endsSoonMonths = 2;

/** A known case: the hits of one subject of one indicator, quiet for some months. */
export interface WhitelistCase {
  indicator: string;
  agency: string;
  line: string;
  subject: string;
  /** First and last month (YYYYMM) whose hits stay quiet. */
  validFrom: string;
  validTo: string;
}

/**
 * The months of an entry: in order, at most a year, and not all of them gone. `present` is the month of today.
 * @throws DomainError WHITELIST_MONTHS_INVALID
 */
export function requireWhitelistMonths(
  { validFrom, validTo }: Pick<WhitelistCase, 'validFrom' | 'validTo'>,
  present: string,
): void {
  const latest = addPeriods(validFrom, longestWhitelistMonths - 1);
  // The newest month that can be evaluated is the one before this.
  if (validFrom <= validTo && validTo <= latest && validTo >= addPeriods(present, -1)) return;
  throw new DomainError('WHITELIST_MONTHS_INVALID', { validFrom, validTo, months: longestWhitelistMonths });
}

/** Whether an entry is due to be looked at again: its last month is this one or the next. */
export function endsSoon({ validTo }: Pick<WhitelistCase, 'validTo'>, present: string): boolean {
  return validTo < addPeriods(present, endsSoonMonths);
}

/** Who proposed an entry must not decide on it. @throws DomainError NEEDS_ANOTHER_PERSON, WHITELIST_ENTRY_SETTLED */
export function requireWhitelistDecider(entry: { state: WhitelistState; proposedBy: string }, account: string): void {
  requireAnotherPerson(entry, account, 'WHITELIST_ENTRY_SETTLED');
}

/** How an entry stands for whoever reads the list: an approved one has its months before it, is valid, ending, or over. */
export type EntryStanding = 'proposed' | 'future' | 'valid' | 'ending' | 'over' | 'rejected' | 'withdrawn' | 'ended';

/** The standing of an entry in the month of today (YYYYMM); without a day nothing is claimed of its months. */
export function standingOf(
  entry: { state: WhitelistState; validFrom: string; validTo: string; endsSoon: boolean },
  present: string | null,
): EntryStanding {
  if (entry.state !== 'approved') return entry.state;
  if (present && entry.validTo < present) return 'over';
  if (entry.endsSoon) return 'ending';
  return present && entry.validFrom > present ? 'future' : 'valid';
}
