export type { Application, ApplicationSettings, Clock, Fault, JobQueue, NoticeBoard } from './application.js';
export * from './accountability/index.js';
export * from './alert/index.js';
export * from './close/index.js';
export * from './tuning/index.js';
export * from './documents/index.js';
export { exportList } from './exports/export-list.js';
export { advanceDay } from './demonstration/advance-day.js';
export * from './assignment/index.js';
export * from './dispatch/index.js';
export * from './feedback/index.js';
export * from './identity/index.js';
export * from './notify/index.js';
export { pullExchangeSources } from './collect/pull-exchange-sources.js';
export { downloadSubmissionChecks } from './collect/download-submission-checks.js';
export { downloadSubmittedPackage } from './collect/download-submitted-package.js';
export type * from './collect/facts-reader.js';
export { listDifferingRows, unmaskDifferingRows } from './collect/read-differing-rows.js';
export {
  downloadFactTable,
  downloadUnmaskedFactTable,
  listFactRows,
  unmaskFactRows,
} from './collect/read-fact-rows.js';
export { listSubmissionDifferences, listSubmissionVersions } from './collect/read-versions.js';
export { stateSubmissionReason } from './collect/state-submission-reason.js';
export { sweepComparisons } from './collect/sweep-comparisons.js';
export { sweepPackages } from './collect/sweep-packages.js';
export { reconcileEvaluation, type ReconciliationCounts } from './evaluate/reconcile-evaluation.js';
export { requestEvaluation, type EvaluationRequest } from './evaluate/request-evaluation.js';
export { startDueEvaluations } from './evaluate/start-due-evaluations.js';
export { sweepEvaluations } from './evaluate/sweep-evaluations.js';
export { getArrivalBoard } from './collect/get-arrival-board.js';
export { listExchangeSources } from './collect/list-exchange-sources.js';
export { listLines } from './collect/list-lines.js';
export { listPeriods } from './collect/list-periods.js';
export { getPackage, listPackages } from './collect/read-packages.js';
export { getSubmission, listSubmissionChecks, listSubmissions } from './collect/read-submissions.js';
export { requestPull } from './collect/request-pull.js';
export { uploadPackage } from './collect/upload-package.js';
export {
  beginUpload,
  cancelUpload,
  findUpload,
  finishUpload,
  listUploads,
  sweepUploads,
  uploadFolder,
} from './collect/resume-uploads.js';
export { watchFolder, type FolderCounts } from './collect/watch-folder.js';
export { checkSourceMapping, getSourceMapping, saveSourceMapping } from './collect/map-source.js';
export { getWatchedFolder, listExternalFeeds } from './collect/read-sources.js';
export {
  getEvaluation,
  listEvaluations,
  listNotEvaluated,
  startEvaluation,
  summariseNotEvaluated,
} from './evaluate/read-evaluations.js';
export {
  listPeriodHits,
  unmaskPeriodHits,
  type PeriodHit,
  type PeriodHitsInput,
  type PeriodHitsPage,
} from './evaluate/list-period-hits.js';
export { getIndicator, listIndicators } from './evaluate/read-indicators.js';
export { getOverview } from './overview/get-overview.js';
export { exportReport } from './reports/export-report.js';
export { getReport } from './reports/get-report.js';
export { changeExpected, listExpected, previewExpected, type ExpectedChange } from './collect/change-expected.js';
export { getCalendars, getCalendarWaiting } from './collect/get-calendars.js';
export { getDataQuality } from './collect/get-data-quality.js';
export { importCalendar, previewCalendar, type CalendarFile } from './collect/import-calendar.js';
export { getSubmissionTerms, setSubmissionTerm } from './collect/set-submission-term.js';
export { writeSubmissionReminders } from './collect/write-submission-reminders.js';
export { enterExpectedSubmissions } from './collect/enter-expected-submissions.js';
export { enterStatutoryTable, type EnteredTable } from './evaluate/enter-statutory-table.js';
export { decideMonthClose, withdrawMonthClose } from './evaluate/decide-month-close.js';
export { proposeMonthClose } from './evaluate/propose-month-close.js';
export {
  getMonthClose,
  listMonthStandings,
  listRestatementDifferences,
  viewMonthClose,
} from './evaluate/read-month-closes.js';
export { requestVerification, sweepVerifications } from './evaluate/request-verification.js';
export { getRegionKey, getRuleBoard, getRuleResult, listRuleResults, listRules } from './evaluate/read-rules.js';
export { sweepRuleChecks } from './evaluate/sweep-rule-checks.js';
