// Use cases that read facts; only jobs and the command line load this entry, never the server.
export { checkPackage } from '../collect/check-package.js';
export { compareVersions } from '../collect/compare-versions.js';
export { collectPackage } from '../collect/collect-package.js';
export { pullExchangeSource, type PullCounts, type PullRequest } from '../collect/pull-exchange-source.js';
export { sweepFiles } from '../collect/sweep-files.js';
export type { SubmissionOutcome } from '../collect/take-submission.js';
export { failIndicator, runIndicator, type IndicatorOutcome } from '../evaluate/run-indicator.js';
export { rerunClosedMonth, verifyClosedMonth, type RerunResult } from '../evaluate/verify-closed-month.js';
export { runTest, type TestRunOutcome } from '../evaluate/run-test.js';
export { finishEvaluation, type EvaluationProgress } from '../evaluate/finish-evaluation.js';
export { checkCleaningTask, checkCleaningTasks, type CleaningResult } from '../feedback/check-cleaning-task.js';
export { checkOpenRules } from '../evaluate/check-open-rules.js';
export { checkDraft, type DraftRunner } from '../tuning/check-draft.js';
export { checkRules, type RuleCheckCounts } from '../evaluate/check-rules.js';
