/** How many distinct account hashes an agency sent, and how many of them at least one other agency sent, too. */
export interface AccountHashes {
  agency: string;
  hashes: number;
  shared: number;
}

export const regionKeyStates = ['undecided', 'shared', 'differs', 'some_differ'] as const;
export type RegionKeyState = (typeof regionKeyStates)[number];

export interface RegionKeyDecision {
  state: RegionKeyState;
  /** Agencies that share nothing although they should, in order of code. */
  apart: string[];
}

/**
 * Whether the agencies of a region hash account numbers with the same key: otherwise nothing can be found across them. No
 * hash in common among two or more agencies: the key differs. Where others share, an agency with at least `enough`
 * hashes and none in common is named; with fewer, chance may explain it.
 */
export function decideRegionKey(counts: readonly AccountHashes[], enough: number): RegionKeyDecision {
  const sending = counts.filter(({ hashes }) => hashes > 0);
  if (sending.length < 2) return { state: 'undecided', apart: [] };
  if (sending.every(({ shared }) => shared === 0)) return { state: 'differs', apart: namesOf(sending) };
  const apart = namesOf(sending.filter(({ hashes, shared }) => shared === 0 && hashes >= enough));
  return { state: apart.length ? 'some_differ' : 'shared', apart };
}

function namesOf(counts: readonly AccountHashes[]): string[] {
  return counts.map(({ agency }) => agency).sort();
}
