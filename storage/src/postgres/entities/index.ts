import { MatterNumberRow } from './matter-number.entity.js';
import { InspectionRow } from './inspection.entity.js';
import { InspectionMemberRow } from './inspection-member.entity.js';
import { WorkRecordRow } from './work-record.entity.js';
import { InspectionAlertRow } from './inspection-alert.entity.js';
import { MajorMatterRow } from './major-matter.entity.js';
import { MatterEventRow } from './matter-event.entity.js';
import { AccountabilityEntryRow } from './accountability-entry.entity.js';
import { AccountabilityWithdrawalRow } from './accountability-withdrawal.entity.js';
import { AlertSourceRow } from './alert-source.entity.js';
import { CaseNumberRow } from './case-number.entity.js';
import { CaseFileRow } from './case-file.entity.js';
import { CaseAlertRow } from './case-alert.entity.js';
import { CaseEventRow } from './case-event.entity.js';
import { MatterFileRow } from './matter-file.entity.js';
import { AlertBranchRow } from './alert-branch.entity.js';
import { AlertEventRow } from './alert-event.entity.js';
import { AlertHitRow } from './alert-hit.entity.js';
import { AlertNumberRow } from './alert-number.entity.js';
import { AlertRow } from './alert.entity.js';
import { AnswerDraftRow } from './answer-draft.entity.js';
import { AnswerRow } from './answer.entity.js';
import { AppUserRow } from './app-user.entity.js';
import { AttachmentRow } from './attachment.entity.js';
import { AuditEventRow } from './audit-event.entity.js';
import { BranchReminderRow } from './branch-reminder.entity.js';
import { BusinessClockRow } from './business-clock.entity.js';
import { CalendarYearRow } from './calendar-year.entity.js';
import { EvaluationIndicatorRow } from './evaluation-indicator.entity.js';
import { EvaluationInputRow } from './evaluation-input.entity.js';
import { EvaluationRow } from './evaluation.entity.js';
import { EvaluationScopeRow } from './evaluation-scope.entity.js';
import { ExchangeSourceRow } from './exchange-source.entity.js';
import { ExpectedSubmissionRow } from './expected-submission.entity.js';
import { FactFileRow } from './fact-file.entity.js';
import { FolderPackageRow } from './folder-package.entity.js';
import { HitRow } from './hit.entity.js';
import { IndicatorDefinitionRow } from './indicator-definition.entity.js';
import { IndicatorDraftRow } from './indicator-draft.entity.js';
import { IndicatorVersionRow } from './indicator-version.entity.js';
import { MonthCloseRow } from './month-close.entity.js';
import { MonthCloseVerificationRow } from './month-close-verification.entity.js';
import { OrderNumberRow } from './order-number.entity.js';
import { OrganisationRow } from './organisation.entity.js';
import { PackageUploadRow } from './package-upload.entity.js';
import { CleaningCheckRow } from './cleaning-check.entity.js';
import { CleaningReminderRow } from './cleaning-reminder.entity.js';
import { CleaningTaskRow } from './cleaning-task.entity.js';
import { RecoveryEntryRow } from './recovery-entry.entity.js';
import { RegionKeyCheckRow } from './region-key-check.entity.js';
import { ReminderRow } from './reminder.entity.js';
import { ResumableUploadRow } from './resumable-upload.entity.js';
import { RestatementDifferenceRow } from './restatement-difference.entity.js';
import { RuleCheckRow } from './rule-check.entity.js';
import { RuleDifferenceRow } from './rule-difference.entity.js';
import { RuleResultRow } from './rule-result.entity.js';
import { ScheduleSlotRow } from './schedule-slot.entity.js';
import { StandInRow } from './stand-in.entity.js';
import { SessionRow } from './session.entity.js';
import { SettingRow } from './setting.entity.js';
import { SignInAttemptRow } from './sign-in-attempt.entity.js';
import { SourceMappingRow } from './source-mapping.entity.js';
import { StatutoryEntryRow } from './statutory-entry.entity.js';
import { SubmissionCheckRow } from './submission-check.entity.js';
import { SubmissionDifferenceRow } from './submission-difference.entity.js';
import { SubmissionDifferenceRowRow } from './submission-difference-row.entity.js';
import { SubmissionDueRow } from './submission-due.entity.js';
import { SubmissionReminderRow } from './submission-reminder.entity.js';
import { SubmissionTermRow } from './submission-term.entity.js';
import { SubmissionRow } from './submission.entity.js';
import { TestRunHitRow } from './test-run-hit.entity.js';
import { TestRunPeriodRow } from './test-run-period.entity.js';
import { TestRunRow } from './test-run.entity.js';
import { WatchedFolderRow } from './watched-folder.entity.js';
import { DocumentNumberRow } from './document-number.entity.js';
import { DocumentTemplateRow } from './document-template.entity.js';
import { DocumentRow } from './document.entity.js';
import { WhitelistEntryRow } from './whitelist-entry.entity.js';
import { MailMessageRow } from './mail-message.entity.js';
import { NotificationRow } from './notification.entity.js';
import { NotificationChannelRow } from './notification-channel.entity.js';
import { WebhookRow } from './webhook.entity.js';
import { WebhookDeliveryRow } from './webhook-delivery.entity.js';
import { WebhookSecretRow } from './webhook-secret.entity.js';
import { MailServerRow } from './mail-server.entity.js';
import { InspectionReminderRow } from './inspection-reminder.entity.js';

export {
  MailMessageRow,
  NotificationRow,
  NotificationChannelRow,
  WebhookRow,
  WebhookDeliveryRow,
  WebhookSecretRow,
  MailServerRow,
  InspectionReminderRow,
  AlertBranchRow,
  AlertEventRow,
  AlertHitRow,
  AlertNumberRow,
  AlertRow,
  AnswerDraftRow,
  AnswerRow,
  AppUserRow,
  AttachmentRow,
  AuditEventRow,
  BranchReminderRow,
  BusinessClockRow,
  CalendarYearRow,
  EvaluationIndicatorRow,
  EvaluationInputRow,
  EvaluationRow,
  EvaluationScopeRow,
  ExchangeSourceRow,
  ExpectedSubmissionRow,
  FactFileRow,
  FolderPackageRow,
  HitRow,
  IndicatorDefinitionRow,
  IndicatorDraftRow,
  IndicatorVersionRow,
  MonthCloseRow,
  MonthCloseVerificationRow,
  OrderNumberRow,
  OrganisationRow,
  PackageUploadRow,
  CleaningCheckRow,
  CleaningReminderRow,
  CleaningTaskRow,
  RecoveryEntryRow,
  RegionKeyCheckRow,
  ReminderRow,
  ResumableUploadRow,
  RestatementDifferenceRow,
  RuleCheckRow,
  RuleDifferenceRow,
  RuleResultRow,
  ScheduleSlotRow,
  SessionRow,
  StandInRow,
  SettingRow,
  SignInAttemptRow,
  SourceMappingRow,
  StatutoryEntryRow,
  SubmissionCheckRow,
  SubmissionDifferenceRow,
  SubmissionDifferenceRowRow,
  SubmissionDueRow,
  SubmissionReminderRow,
  SubmissionTermRow,
  SubmissionRow,
  TestRunHitRow,
  TestRunPeriodRow,
  TestRunRow,
  WatchedFolderRow,
  DocumentNumberRow,
  DocumentRow,
  DocumentTemplateRow,
  WhitelistEntryRow,
  AccountabilityEntryRow,
  AccountabilityWithdrawalRow,
  AlertSourceRow,
  CaseNumberRow,
  CaseFileRow,
  CaseAlertRow,
  CaseEventRow,
  MatterFileRow,
  MatterNumberRow,
  InspectionRow,
  InspectionMemberRow,
  WorkRecordRow,
  InspectionAlertRow,
  MajorMatterRow,
  MatterEventRow,
};

/** Every table of the schema; rows never leave storage. */
export const entities = [
  AlertBranchRow,
  AlertEventRow,
  AlertHitRow,
  AlertNumberRow,
  AlertRow,
  AnswerDraftRow,
  AnswerRow,
  AppUserRow,
  AttachmentRow,
  AuditEventRow,
  BranchReminderRow,
  BusinessClockRow,
  CalendarYearRow,
  EvaluationIndicatorRow,
  EvaluationInputRow,
  EvaluationRow,
  EvaluationScopeRow,
  ExchangeSourceRow,
  ExpectedSubmissionRow,
  FactFileRow,
  FolderPackageRow,
  HitRow,
  IndicatorDefinitionRow,
  IndicatorDraftRow,
  IndicatorVersionRow,
  MonthCloseRow,
  MonthCloseVerificationRow,
  OrderNumberRow,
  OrganisationRow,
  PackageUploadRow,
  CleaningCheckRow,
  CleaningReminderRow,
  CleaningTaskRow,
  RecoveryEntryRow,
  RegionKeyCheckRow,
  ReminderRow,
  ResumableUploadRow,
  RestatementDifferenceRow,
  RuleCheckRow,
  RuleDifferenceRow,
  RuleResultRow,
  ScheduleSlotRow,
  SessionRow,
  StandInRow,
  SettingRow,
  SignInAttemptRow,
  SourceMappingRow,
  StatutoryEntryRow,
  SubmissionCheckRow,
  SubmissionDifferenceRow,
  SubmissionDifferenceRowRow,
  SubmissionDueRow,
  SubmissionReminderRow,
  SubmissionTermRow,
  SubmissionRow,
  TestRunHitRow,
  TestRunPeriodRow,
  TestRunRow,
  WatchedFolderRow,
  DocumentNumberRow,
  DocumentRow,
  DocumentTemplateRow,
  WhitelistEntryRow,
  AccountabilityEntryRow,
  AccountabilityWithdrawalRow,
  AlertSourceRow,
  CaseNumberRow,
  CaseFileRow,
  CaseAlertRow,
  CaseEventRow,
  MatterFileRow,
  MatterNumberRow,
  InspectionRow,
  InspectionMemberRow,
  WorkRecordRow,
  InspectionAlertRow,
  MajorMatterRow,
  MatterEventRow,
  MailMessageRow,
  NotificationRow,
  NotificationChannelRow,
  WebhookRow,
  WebhookDeliveryRow,
  WebhookSecretRow,
  MailServerRow,
  InspectionReminderRow,
];
