import { shortDecimal } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { IndicatorDefinition } from '@fundwatch/domain/evaluate';
import { maskRecord } from '@fundwatch/domain/identity';
import type { AlertHitRecord } from '@fundwatch/storage';

export type AlertHitView = ReplyOf<typeof routes.listAlertHits>['items'][number];

/** The definition that evidence was found by; undefined where nothing is known of it any more. */
export type EvidenceDefinition = Pick<IndicatorDefinition, 'evidence'> | undefined;

/** The declared evidence columns; none where the definition is not known, so that everything is masked. */
export function evidenceColumnsOf(definition: EvidenceDefinition) {
  return [...(definition?.evidence ?? [])];
}

/** Evidence with personal columns masked. */
export function maskEvidence(
  definition: EvidenceDefinition,
  evidence: Readonly<Record<string, string | null>>,
): Record<string, string | null> {
  return maskRecord(evidenceColumnsOf(definition), evidence);
}

/** A hit for the screen; masked unless the caller has logged a reason. */
export function viewHit(definition: EvidenceDefinition, hit: AlertHitRecord, unmasked: boolean): AlertHitView {
  return {
    ...hit,
    observed: shortDecimal(hit.observed),
    threshold: shortDecimal(hit.threshold),
    evidence: unmasked ? hit.evidence : maskEvidence(definition, hit.evidence),
  };
}
