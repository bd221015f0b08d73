import type { JobName } from '@fundwatch/domain/jobs';
import { checkPackageHandler } from './collect/check-package.handler.js';
import { compareVersionsHandler } from './collect/compare-versions.handler.js';
import { pullExchangeSourceHandler } from './collect/pull-exchange-source.handler.js';
import { pullExchangeSourcesHandler } from './collect/pull-exchange-sources.handler.js';
import { sweepComparisonsHandler } from './collect/sweep-comparisons.handler.js';
import { sweepFilesHandler } from './collect/sweep-files.handler.js';
import { sweepPackagesHandler } from './collect/sweep-packages.handler.js';
import { sweepUploadsHandler } from './collect/sweep-uploads.handler.js';
import { watchFolderHandler } from './collect/watch-folder.handler.js';
import { writeSubmissionRemindersHandler } from './collect/write-submission-reminders.handler.js';
import { fillWaitingDeadlinesHandler } from './dispatch/fill-waiting-deadlines.handler.js';
import { receiveAutomaticallyHandler } from './dispatch/receive-automatically.handler.js';
import { checkDraftHandler } from './evaluate/check-draft.handler.js';
import { checkRulesHandler } from './evaluate/check-rules.handler.js';
import { reconcileHandler } from './evaluate/reconcile.handler.js';
import { runIndicatorHandler } from './evaluate/run-indicator.handler.js';
import { runTestHandler } from './evaluate/run-test.handler.js';
import { startDueHandler } from './evaluate/start-due.handler.js';
import { sweepEvaluationsHandler } from './evaluate/sweep.handler.js';
import { sweepDraftChecksHandler } from './evaluate/sweep-draft-checks.handler.js';
import { sweepRuleChecksHandler } from './evaluate/sweep-rule-checks.handler.js';
import { sweepTestRunsHandler } from './evaluate/sweep-test-runs.handler.js';
import { sweepVerificationsHandler } from './evaluate/sweep-verifications.handler.js';
import { verifyClosedMonthHandler } from './evaluate/verify-closed-month.handler.js';
import { checkCleaningTaskHandler } from './feedback/check-cleaning-task.handler.js';
import { sweepCleaningTasksHandler } from './feedback/sweep-cleaning-tasks.handler.js';
import { writeRemindersHandler } from './feedback/write-reminders.handler.js';
import { clearDeliveriesHandler } from './notify/clear-deliveries.handler.js';
import { tellByMailHandler } from './notify/tell-by-mail.handler.js';
import { tellByWebhookHandler } from './notify/tell-by-webhook.handler.js';
import type { JobHandler } from './platform/job-handler.js';

/** Exhaustive by type: a job without a handler doesn't compile. */
export const registry: { [N in JobName]: JobHandler<N> } = {
  pullExchangeSources: pullExchangeSourcesHandler,
  pullExchangeSource: pullExchangeSourceHandler,
  checkPackage: checkPackageHandler,
  sweepPackages: sweepPackagesHandler,
  compareVersions: compareVersionsHandler,
  sweepComparisons: sweepComparisonsHandler,
  sweepFiles: sweepFilesHandler,
  sweepUploads: sweepUploadsHandler,
  watchFolder: watchFolderHandler,
  writeSubmissionReminders: writeSubmissionRemindersHandler,
  checkRules: checkRulesHandler,
  sweepRuleChecks: sweepRuleChecksHandler,
  startDueEvaluations: startDueHandler,
  runIndicator: runIndicatorHandler,
  reconcileEvaluation: reconcileHandler,
  sweepEvaluations: sweepEvaluationsHandler,
  runTest: runTestHandler,
  sweepTestRuns: sweepTestRunsHandler,
  verifyClosedMonth: verifyClosedMonthHandler,
  sweepVerifications: sweepVerificationsHandler,
  checkDraft: checkDraftHandler,
  sweepDraftChecks: sweepDraftChecksHandler,
  fillWaitingDeadlines: fillWaitingDeadlinesHandler,
  receiveAutomatically: receiveAutomaticallyHandler,
  writeReminders: writeRemindersHandler,
  checkCleaningTask: checkCleaningTaskHandler,
  sweepCleaningTasks: sweepCleaningTasksHandler,
  tellByMail: tellByMailHandler,
  tellByWebhook: tellByWebhookHandler,
  clearDeliveries: clearDeliveriesHandler,
};
