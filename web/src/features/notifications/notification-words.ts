import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { formatPeriod } from '../../platform/i18n/format.js';
import { nameIn, t } from '../../platform/i18n/i18n.js';

export type Notification = ReplyOf<typeof routes.listNotifications>['items'][number];

/** What happened, in the language in use. */
export function happened({ kind }: Pick<Notification, 'kind'>): string {
  return t(`notifications.kind.${kind}`);
}

/** About what: number, indicator, agency and month, as far as known. */
export function aboutWhat({ number, indicator, agency, period }: Notification): string {
  return [number, indicator && nameIn(indicator.title), agency?.name, period && formatPeriod(period)]
    .filter(Boolean)
    .join(' · ');
}

/** Where its page is. */
export function placeOf({ target: { kind, id } }: Pick<Notification, 'target'>): string {
  switch (kind) {
    case 'alert':
      return `/alerts/${id}`;
    case 'inspection':
      return `/inspections/${id}`;
    case 'major_matter':
      return `/major-matters/${id}`;
    case 'submission':
      return `/submissions/${id}`;
    case 'approvals':
      return '/approvals';
    case 'duty':
      return '/duty';
    case 'outgoing':
      return '/outgoing';
  }
}

/** Replies that a notice about such a thing makes old. */
export const madeOld: Record<Notification['target']['kind'], readonly string[]> = {
  alert: [
    'getAlert',
    'listAlertEvents',
    'listBranches',
    'listCleaningTasks',
    'listAlerts',
    'countAlerts',
    'listConsultations',
    'listApprovals',
    'getOverview',
  ],
  inspection: ['getInspection', 'listInspections'],
  major_matter: ['getMajorMatter', 'listMajorMatters'],
  approvals: ['listApprovals'],
  duty: ['listColleagues', 'countAlerts', 'listAlerts'],
  outgoing: ['getOutgoing'],
  submission: ['getArrivalBoard', 'listSubmissions', 'getSubmission'],
};
