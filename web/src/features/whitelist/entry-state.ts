import type { ReplyOf, routes } from '@fundwatch/domain/api';

export type WhitelistEntry = ReplyOf<typeof routes.listWhitelist>['items'][number];
/** How an entry stands for whoever reads the list: an approved one is `waiting` for its months, valid, ending, or over. */
export type EntryStanding = 'proposed' | 'future' | 'valid' | 'ending' | 'over' | 'rejected' | 'withdrawn' | 'ended';

/** The standing of an entry in the month of today (YYYYMM); without a day nothing is claimed of its months. */
export function standingOf(
  { state, validFrom, validTo, endsSoon }: Pick<WhitelistEntry, 'state' | 'validFrom' | 'validTo' | 'endsSoon'>,
  present: string | null,
): EntryStanding {
  if (state !== 'approved') return state;
  if (present && validTo < present) return 'over';
  if (endsSoon) return 'ending';
  return present && validFrom > present ? 'future' : 'valid';
}

export const standingGlyphs: Record<EntryStanding, string> = {
  proposed: '▷',
  future: '·',
  valid: '✓',
  ending: '!',
  over: '–',
  rejected: '–',
  withdrawn: '–',
  ended: '–',
};
