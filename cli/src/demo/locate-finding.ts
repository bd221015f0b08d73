import type { ExpectedHit } from './findings.js';
import type { AlertSelector } from './human-steps.js';
import type { FindingPlace } from './tuning-story.js';

/** The alert of what was planted at a place. */
export function locateFinding(hits: readonly ExpectedHit[], place: FindingPlace): AlertSelector {
  const keys = ['indicator', 'agency', 'line', 'period'] as const;
  const hit = hits.find((one) => keys.every((key) => one[key] === place[key]));
  if (!hit) throw new Error(`nothing is planted for ${place.indicator} at ${place.agency} in ${place.period}`);
  return { ...place, subject: hit.subject };
}
