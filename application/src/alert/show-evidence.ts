import { shortDecimal } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { maskRecord } from '@fundwatch/domain/identity';
import type { AlertHitRecord } from '@fundwatch/storage';
import type { Application } from '../application.js';

export type AlertHitView = ReplyOf<typeof routes.listAlertHits>['items'][number];

/** The declared evidence columns of an indicator; none where the catalogue has lost it, so that everything is masked. */
export function evidenceColumnsOf(app: Application, indicator: string) {
  return [...(app.catalogue.get(indicator)?.evidence ?? [])];
}

/** Evidence with personal columns masked. */
export function maskEvidence(
  app: Application,
  indicator: string,
  evidence: Readonly<Record<string, string | null>>,
): Record<string, string | null> {
  return maskRecord(evidenceColumnsOf(app, indicator), evidence);
}

/** A hit for the screen; masked unless the caller has logged a reason. */
export function viewHit(app: Application, indicator: string, hit: AlertHitRecord, unmasked: boolean): AlertHitView {
  return {
    ...hit,
    observed: shortDecimal(hit.observed),
    threshold: shortDecimal(hit.threshold),
    evidence: unmasked ? hit.evidence : maskEvidence(app, indicator, hit.evidence),
  };
}
