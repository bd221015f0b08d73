import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { EntryStanding } from '@fundwatch/domain/evaluate';

export { standingOf, type EntryStanding } from '@fundwatch/domain/evaluate';

export type WhitelistEntry = ReplyOf<typeof routes.listWhitelist>['items'][number];
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
