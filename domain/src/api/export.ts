import { z } from 'zod';
import { accountabilityRoutes } from './accountability.js';
import { alertRoutes } from './alert.js';
import { approvalRoutes } from './approval.js';
import { assignmentRoutes } from './assignment.js';
import { branchRoutes, recoveryRoutes } from './branch.js';
import { caseRoutes } from './case.js';
import { cleaningRoutes } from './cleaning.js';
import { collectRoutes } from './collect.js';
import { route, type RouteContract } from './contract.js';
import { documentRoutes } from './document.js';
import { evaluateRoutes } from './evaluate.js';
import { expectedRoutes } from './expected.js';
import { identityRoutes } from './identity.js';
import { inspectionRoutes } from './inspection.js';
import { majorMatterRoutes } from './major-matter.js';
import { monthCloseRoutes } from './month-close.js';
import { notificationRoutes } from './notification.js';
import { ownIndicatorRoutes } from './own-indicator.js';
import { precisionRoutes } from './precision.js';
import { ruleRoutes } from './rule.js';
import { agencyShape, datasetShape, lineShape, periodShape, severityShape } from './shapes.js';
import { sourceRoutes } from './source.js';
import { testRunRoutes } from './test-run.js';
import { tuningRoutes } from './tuning.js';
import { versionRoutes } from './version.js';
import { webhookRoutes } from './webhook.js';
import { whitelistRoutes } from './whitelist.js';
import { indicatorStatuses } from '../evaluate/indicator-definition.js';
import { libraryOrders } from '../evaluate/library-rows.js';
import { shownRuleStates } from '../evaluate/rule-grid.js';
import { runOrders, runShows } from '../evaluate/run-rows.js';

const languageShape = z.object({ language: z.enum(['zh', 'en']).default('zh') });
type ListContract = RouteContract<z.ZodType, z.ZodObject>;
type Filters<T extends ListContract> = Omit<T['query']['shape'], 'cursor' | 'limit'>;

/**
 * The export of a list: whoever reads the list may take it, by the same filters, and gets all its pages in one workbook. `more`
 * are filters that the page of a short list applies itself.
 */
function exportOf<T extends ListContract, More extends z.ZodRawShape = Record<never, never>>(
  name: string,
  list: T,
  more: More = {} as More,
): RouteContract<T['params'], z.ZodObject<Filters<T> & More & (typeof languageShape)['shape']>> {
  const { cursor: _cursor, limit: _limit, ...filters } = list.query.shape;
  return route({
    name,
    method: 'GET',
    path: `/exports${list.path}`,
    summary: `As .xlsx, masked as on the page, marked with who and when; logged: ${list.summary}`,
    access: list.access,
    kind: 'download',
    params: list.params as T['params'],
    query: z.object({ ...filters, ...more, ...languageShape.shape }) as never,
  });
}

/** Every list that can be taken as .xlsx; its export is one definition in application/src/exports/lists. */
export const exportRoutes = {
  exportArrivalBoard: exportOf('exportArrivalBoard', collectRoutes.getArrivalBoard, {
    show: z.enum(['waiting', 'refused', 'received', 'late', 'on_time']).optional(),
  }),
  exportSubmissions: exportOf('exportSubmissions', collectRoutes.listSubmissions),
  exportSubmissionChecks: exportOf('exportSubmissionChecks', collectRoutes.listSubmissionChecks),
  exportDifferingRows: exportOf('exportDifferingRows', versionRoutes.listDifferingRows),
  exportPackages: exportOf('exportPackages', collectRoutes.listPackages),
  exportExchangeSources: exportOf('exportExchangeSources', sourceRoutes.listExchangeSources),
  exportWatchedFolder: exportOf('exportWatchedFolder', sourceRoutes.getWatchedFolder),
  exportExternalFeeds: exportOf('exportExternalFeeds', sourceRoutes.listExternalFeeds),
  exportExpected: exportOf('exportExpected', expectedRoutes.listExpected, {
    agency: agencyShape.optional(),
    line: lineShape.optional(),
    dataset: datasetShape.optional(),
    /** Lines that have run out before this period are left out. */
    notEndedBefore: periodShape.optional(),
  }),
  exportDataQuality: exportOf('exportDataQuality', expectedRoutes.getDataQuality),
  exportRuleBoard: exportOf('exportRuleBoard', ruleRoutes.getRuleBoard, {
    show: z.enum(shownRuleStates).optional(),
  }),
  exportRuleResults: exportOf('exportRuleResults', ruleRoutes.listRuleResults),
  exportIndicators: exportOf('exportIndicators', evaluateRoutes.listIndicators, {
    group: z.string().max(10).optional(),
    status: z.enum(indicatorStatuses).optional(),
    severity: severityShape.optional(),
    text: z.string().max(40).optional(),
    order: z.enum(libraryOrders).default('code'),
  }),
  exportPrecision: exportOf('exportPrecision', precisionRoutes.listPrecision),
  exportIndicatorPrecision: exportOf('exportIndicatorPrecision', precisionRoutes.getIndicatorPrecision),
  exportIndicatorProposals: exportOf('exportIndicatorProposals', tuningRoutes.listIndicatorProposals),
  exportIndicatorVersions: exportOf('exportIndicatorVersions', tuningRoutes.listIndicatorVersions),
  exportIndicatorDrafts: exportOf('exportIndicatorDrafts', ownIndicatorRoutes.listIndicatorDrafts),
  exportTestRuns: exportOf('exportTestRuns', testRunRoutes.listTestRuns),
  exportWhitelist: exportOf('exportWhitelist', whitelistRoutes.listWhitelist),
  exportTestRunHits: exportOf('exportTestRunHits', testRunRoutes.listTestRunHits),
  exportTestRunAgencies: exportOf('exportTestRunAgencies', testRunRoutes.getTestRun),
  exportEvaluations: exportOf('exportEvaluations', evaluateRoutes.listEvaluations),
  exportEvaluationIndicators: exportOf('exportEvaluationIndicators', evaluateRoutes.getEvaluation, {
    group: z.string().max(10).optional(),
    show: z.enum(runShows).optional(),
    text: z.string().max(40).optional(),
    order: z.enum(runOrders).default('code'),
  }),
  exportNotEvaluated: exportOf('exportNotEvaluated', evaluateRoutes.listNotEvaluated),
  exportMonthStandings: exportOf('exportMonthStandings', monthCloseRoutes.listMonthStandings),
  exportRestatementDifferences: exportOf('exportRestatementDifferences', monthCloseRoutes.listRestatementDifferences),
  exportAlerts: exportOf('exportAlerts', alertRoutes.listAlerts),
  exportAlertHits: exportOf('exportAlertHits', alertRoutes.listAlertHits),
  exportCleaningTasks: exportOf('exportCleaningTasks', cleaningRoutes.listCleaningTasks),
  exportConsultations: exportOf('exportConsultations', branchRoutes.listConsultations),
  exportRecoveries: exportOf('exportRecoveries', recoveryRoutes.listRecoveries),
  exportRecoveryEntries: exportOf('exportRecoveryEntries', recoveryRoutes.getRecovery),
  exportCases: exportOf('exportCases', caseRoutes.listCases),
  exportInspections: exportOf('exportInspections', inspectionRoutes.listInspections),
  exportMajorMatters: exportOf('exportMajorMatters', majorMatterRoutes.listMajorMatters),
  exportAccountabilityFacts: exportOf('exportAccountabilityFacts', accountabilityRoutes.listAccountabilityFacts),
  exportAccountabilityEntries: exportOf('exportAccountabilityEntries', accountabilityRoutes.listAccountabilityEntries),
  exportDocumentTemplates: exportOf('exportDocumentTemplates', documentRoutes.listDocumentTemplates),
  exportApprovals: exportOf('exportApprovals', approvalRoutes.listApprovals),
  exportNotifications: exportOf('exportNotifications', notificationRoutes.listNotifications),
  exportWebhooks: exportOf('exportWebhooks', webhookRoutes.getOutgoing),
  exportWebhookDeliveries: exportOf('exportWebhookDeliveries', webhookRoutes.listWebhookDeliveries),
  exportColleagues: exportOf('exportColleagues', assignmentRoutes.listColleagues),
  exportUsers: exportOf('exportUsers', identityRoutes.listUsers),
} as const;
export type ExportName = keyof typeof exportRoutes;
