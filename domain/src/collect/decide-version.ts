import { checkError, type CheckError } from './check-codes.js';

/** A version of the same agency, line, dataset and period that was decided before, accepted or refused. */
export interface SeenVersion {
  version: number;
  contentHash: string;
}

export type VersionDecision =
  { kind: 'accept' } | { kind: 'already_here'; version: number } | { kind: 'refused'; error: CheckError };

/**
 * What becomes of an incoming version. The same version with the same content is already here; with other content it
 * is refused. Otherwise it must be above the highest seen; gaps are allowed.
 */
export function decideVersion(seen: readonly SeenVersion[], incoming: SeenVersion): VersionDecision {
  const { version } = incoming;
  const same = seen.filter((one) => one.version === version);
  if (same.some((one) => one.contentHash === incoming.contentHash)) return { kind: 'already_here', version };
  const place = { column: 'version', value: String(version) };
  if (same.length > 0) return { kind: 'refused', error: checkError('version_reused', place, { version }) };
  const highest = seen.reduce((most, one) => Math.max(most, one.version), 0);
  if (version <= highest) {
    return { kind: 'refused', error: checkError('version_not_above', place, { version, highest }) };
  }
  return { kind: 'accept' };
}
