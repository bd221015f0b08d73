import { accountabilityRoutes } from './accountability.js';
import { alertRoutes } from './alert.js';
import { assignmentRoutes } from './assignment.js';
import { branchRoutes, recoveryRoutes } from './branch.js';
import { caseRoutes } from './case.js';
import { approvalRoutes } from './approval.js';
import { calendarRoutes } from './calendar.js';
import { closeRoutes } from './close.js';
import { collectRoutes } from './collect.js';
import { dispatchRoutes } from './dispatch.js';
import { documentRoutes } from './document.js';
import { evaluateRoutes } from './evaluate.js';
import { exportRoutes } from './export.js';
import { expectedRoutes } from './expected.js';
import { cleaningRoutes } from './cleaning.js';
import { feedbackRoutes } from './feedback.js';
import { monthCloseRoutes } from './month-close.js';
import { agencyInspectionRoutes } from './agency-inspection.js';
import { inspectionRoutes } from './inspection.js';
import { majorMatterRoutes } from './major-matter.js';
import { matterDocumentRoutes } from './matter-document.js';
import { identityRoutes } from './identity.js';
import { notificationRoutes } from './notification.js';
import { overviewRoutes } from './overview.js';
import { ownIndicatorRoutes } from './own-indicator.js';
import { precisionRoutes } from './precision.js';
import { reportRoutes } from './report.js';
import { ruleRoutes } from './rule.js';
import { searchRoutes } from './search.js';
import { sourceRoutes } from './source.js';
import { subjectRoutes } from './subject.js';
import { testRunRoutes } from './test-run.js';
import { tuningRoutes } from './tuning.js';
import { versionRoutes } from './version.js';
import { webhookRoutes } from './webhook.js';
import { whitelistRoutes } from './whitelist.js';

export * from './accountability.js';
export * from './alert.js';
export * from './assignment.js';
export * from './branch.js';
export * from './approval.js';
export * from './calendar.js';
export * from './case.js';
export * from './close.js';
export * from './collect.js';
export * from './contract.js';
export * from './dispatch.js';
export * from './document.js';
export * from './evaluate.js';
export * from './expected.js';
export * from './export.js';
export * from './feedback.js';
export * from './identity.js';
export * from './inspection.js';
export * from './agency-inspection.js';
export * from './major-matter.js';
export * from './matter-document.js';
export * from './month-close.js';
export * from './notification.js';
export * from './overview.js';
export * from './own-indicator.js';
export * from './report.js';
export * from './rule.js';
export * from './precision.js';
export * from './search.js';
export * from './shapes.js';
export * from './subject.js';
export * from './test-run.js';
export * from './tuning.js';
export * from './version.js';
export * from './webhook.js';
export * from './whitelist.js';
export * from './source.js';

/** Every route of the product; openapi.json, the client and the authorisation matrix are made from it. */
export const routes = {
  ...identityRoutes,
  ...collectRoutes,
  ...versionRoutes,
  ...sourceRoutes,
  ...calendarRoutes,
  ...expectedRoutes,
  ...evaluateRoutes,
  ...tuningRoutes,
  ...ownIndicatorRoutes,
  ...testRunRoutes,
  ...whitelistRoutes,
  ...precisionRoutes,
  ...monthCloseRoutes,
  ...approvalRoutes,
  ...ruleRoutes,
  ...reportRoutes,
  ...alertRoutes,
  ...searchRoutes,
  ...subjectRoutes,
  ...assignmentRoutes,
  ...dispatchRoutes,
  ...feedbackRoutes,
  ...closeRoutes,
  ...branchRoutes,
  ...recoveryRoutes,
  ...cleaningRoutes,
  ...caseRoutes,
  ...inspectionRoutes,
  ...agencyInspectionRoutes,
  ...majorMatterRoutes,
  ...accountabilityRoutes,
  ...documentRoutes,
  ...matterDocumentRoutes,
  ...exportRoutes,
  ...notificationRoutes,
  ...webhookRoutes,
  ...overviewRoutes,
} as const;
export type RouteName = keyof typeof routes;
