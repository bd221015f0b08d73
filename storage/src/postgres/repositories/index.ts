import type { RequestContext } from '@fundwatch/domain/identity';
import type { EntityManager } from 'typeorm';
import { AssignmentRepository } from './assignment.repository.js';
import { AlertReconcileRepository } from './alert-reconcile.repository.js';
import { BranchRepository } from './branch.repository.js';
import { CleaningRepository } from './cleaning.repository.js';
import { RecoveryRepository } from './recovery.repository.js';
import { AuditRepository } from './audit.repository.js';
import { QualityRepository } from './quality.repository.js';
import { SubmissionReminderRepository } from './submission-reminder.repository.js';
import { SupervisionRecordRepository } from './supervision-record.repository.js';
import { TermsRepository } from './terms.repository.js';
import { UserRepository } from './user.repository.js';
import { ObjectListingRepository } from './object-listing.repository.js';
import { ScheduleSlotRepository } from './schedule-slot.repository.js';
import { SchemaRepository } from './schema.repository.js';
import { SessionRepository } from './session.repository.js';
import { OrganisationRepository } from './organisation.repository.js';
import { BusinessClockRepository } from './business-clock.repository.js';
import { EvaluationRepository } from './evaluation.repository.js';
import { ExchangeSourceRepository } from './exchange-source.repository.js';
import { ExpectedSubmissionRepository } from './expected-submission.repository.js';
import { FactFileRepository } from './fact-file.repository.js';
import { PackageUploadRepository } from './package-upload.repository.js';
import { ExternalFeedRepository } from './external-feed.repository.js';
import { ResumableUploadRepository } from './resumable-upload.repository.js';
import { SourceMappingRepository } from './source-mapping.repository.js';
import { WatchedFolderRepository } from './watched-folder.repository.js';
import { SubmissionIntakeRepository } from './submission-intake.repository.js';
import { ApprovalRepository } from './approval.repository.js';
import { AlertRepository } from './alert.repository.js';
import { AlertReadingRepository } from './alert-reading.repository.js';
import { AnswerRepository } from './answer.repository.js';
import { SubmissionReadingRepository } from './submission-reading.repository.js';
import { SubmissionDifferenceRepository } from './submission-difference.repository.js';
import { SubmissionVersionRepository } from './submission-version.repository.js';
import { EvaluationReadingRepository } from './evaluation-reading.repository.js';
import { RuleReadingRepository } from './rule-reading.repository.js';
import { RuleRepository } from './rule.repository.js';
import { OverviewRepository } from './overview.repository.js';
import { ReportRepository } from './report.repository.js';
import { MonthCloseRepository } from './month-close.repository.js';
import { MailRepository } from './mail.repository.js';
import { WebhookRepository } from './webhook.repository.js';
import { NotificationRepository } from './notification.repository.js';
import { IndicatorDefinitionRepository } from './indicator-definition.repository.js';
import { IndicatorDraftRepository } from './indicator-draft.repository.js';
import { IndicatorVersionRepository } from './indicator-version.repository.js';
import { StatutoryRepository } from './statutory.repository.js';
import { SubjectRepository } from './subject.repository.js';
import { PrecisionRepository } from './precision.repository.js';
import { TestRunRepository } from './test-run.repository.js';
import { DocumentRepository } from './document.repository.js';
import { WhitelistRepository } from './whitelist.repository.js';
import { AccountabilityEntryRepository } from './accountability-entry.repository.js';
import { AccountabilityFactsRepository } from './accountability-facts.repository.js';
import { AlertSourceRepository } from './alert-source.repository.js';
import { CaseRepository } from './case.repository.js';
import { InspectionRepository } from './inspection.repository.js';
import { MajorMatterRepository } from './major-matter.repository.js';
import { MatterEventRepository } from './matter-event.repository.js';
import { MatterFileRepository } from './matter-file.repository.js';

export type { AuditEntry } from './audit.repository.js';
export type * from './assignment.repository.js';
export type * from './branch.repository.js';
export type * from './cleaning.repository.js';
export type * from './recovery.repository.js';
export type { ReminderDays } from './reminder-days.js';
export type * from './overview.repository.js';
export type * from './report.repository.js';
export type * from './rule-reading.repository.js';
export type * from './rule.repository.js';
export type * from './evaluation-reading.repository.js';
export type * from './submission-reading.repository.js';
export type * from './submission-difference.repository.js';
export type * from './submission-version.repository.js';
export type * from './answer.repository.js';
export type { AlertBucket, AlertDay, AlertFilter, OwnFilter, SearchedFor, SubjectKey } from './alert-conditions.js';
export type * from './alert-reading.repository.js';
export type * from './alert.repository.js';
export type * from './approval.repository.js';
export type { AgencyDates, Organisation } from './organisation.repository.js';
export type { Session } from './session.repository.js';
export type * from './submission-reminder.repository.js';
export type * from './terms.repository.js';
export type { User } from './user.repository.js';
export type * from './evaluation.repository.js';
export type * from './expected-submission.repository.js';
export type * from './fact-file.repository.js';
export type * from './indicator-definition.repository.js';
export type * from './indicator-draft.repository.js';
export type * from './indicator-version.repository.js';
export type * from './month-close.repository.js';
export type * from './package-upload.repository.js';
export type * from './external-feed.repository.js';
export type * from './resumable-upload.repository.js';
export type * from './source-mapping.repository.js';
export type * from './watched-folder.repository.js';
export type * from './precision.repository.js';
export type * from './subject.repository.js';
export type * from './test-run.repository.js';
export type * from './document.repository.js';
export type * from './notification.repository.js';
export type * from './mail.repository.js';
export type * from './webhook.repository.js';
export type * from './whitelist.repository.js';
export type * from './accountability-entry.repository.js';
export type * from './accountability-facts.repository.js';
export type * from './alert-source.repository.js';
export type * from './case.repository.js';
export type * from './inspection.repository.js';
export type * from './major-matter.repository.js';
export type * from './matter-event.repository.js';
export type * from './matter-file.repository.js';
export type * from './statutory.repository.js';
export type * from './submission-intake.repository.js';

/** What a use case may do inside its transaction. */
export interface Repositories {
  overview: OverviewRepository;
  reports: ReportRepository;
  rules: RuleRepository;
  ruleReading: RuleReadingRepository;
  evaluationReading: EvaluationReadingRepository;
  submissionReading: SubmissionReadingRepository;
  submissionDifferences: SubmissionDifferenceRepository;
  submissionVersions: SubmissionVersionRepository;
  alertReconcile: AlertReconcileRepository;
  answers: AnswerRepository;
  branches: BranchRepository;
  cleaning: CleaningRepository;
  recovery: RecoveryRepository;
  alertReading: AlertReadingRepository;
  alerts: AlertRepository;
  approvals: ApprovalRepository;
  assignments: AssignmentRepository;
  evaluations: EvaluationRepository;
  exchangeSources: ExchangeSourceRepository;
  indicatorDefinitions: IndicatorDefinitionRepository;
  indicatorDrafts: IndicatorDraftRepository;
  indicatorVersions: IndicatorVersionRepository;
  monthCloses: MonthCloseRepository;
  precision: PrecisionRepository;
  subjects: SubjectRepository;
  testRuns: TestRunRepository;
  documents: DocumentRepository;
  notifications: NotificationRepository;
  mail: MailRepository;
  webhooks: WebhookRepository;
  whitelist: WhitelistRepository;
  accountabilityEntries: AccountabilityEntryRepository;
  accountabilityFacts: AccountabilityFactsRepository;
  alertSources: AlertSourceRepository;
  cases: CaseRepository;
  inspections: InspectionRepository;
  majorMatters: MajorMatterRepository;
  matterEvents: MatterEventRepository;
  matterFiles: MatterFileRepository;
  statutory: StatutoryRepository;
  expectedSubmissions: ExpectedSubmissionRepository;
  factFiles: FactFileRepository;
  packageUploads: PackageUploadRepository;
  externalFeeds: ExternalFeedRepository;
  resumableUploads: ResumableUploadRepository;
  sourceMappings: SourceMappingRepository;
  watchedFolder: WatchedFolderRepository;
  submissionIntake: SubmissionIntakeRepository;
  audit: AuditRepository;
  businessClock: BusinessClockRepository;
  organisations: OrganisationRepository;
  objects: ObjectListingRepository;
  scheduleSlots: ScheduleSlotRepository;
  schema: SchemaRepository;
  sessions: SessionRepository;
  quality: QualityRepository;
  submissionReminders: SubmissionReminderRepository;
  supervisionRecords: SupervisionRecordRepository;
  terms: TermsRepository;
  users: UserRepository;
}

export function createRepositories(manager: EntityManager, context: RequestContext): Repositories {
  return {
    overview: new OverviewRepository(manager),
    reports: new ReportRepository(manager),
    rules: new RuleRepository(manager),
    ruleReading: new RuleReadingRepository(manager),
    evaluationReading: new EvaluationReadingRepository(manager),
    submissionReading: new SubmissionReadingRepository(manager),
    submissionDifferences: new SubmissionDifferenceRepository(manager),
    submissionVersions: new SubmissionVersionRepository(manager),
    alertReconcile: new AlertReconcileRepository(manager),
    answers: new AnswerRepository(manager),
    branches: new BranchRepository(manager),
    cleaning: new CleaningRepository(manager),
    recovery: new RecoveryRepository(manager),
    alertReading: new AlertReadingRepository(manager),
    alerts: new AlertRepository(manager, context),
    approvals: new ApprovalRepository(manager),
    assignments: new AssignmentRepository(manager),
    evaluations: new EvaluationRepository(manager),
    exchangeSources: new ExchangeSourceRepository(manager),
    indicatorDefinitions: new IndicatorDefinitionRepository(manager),
    indicatorDrafts: new IndicatorDraftRepository(manager),
    indicatorVersions: new IndicatorVersionRepository(manager),
    monthCloses: new MonthCloseRepository(manager),
    precision: new PrecisionRepository(manager),
    subjects: new SubjectRepository(manager),
    testRuns: new TestRunRepository(manager),
    documents: new DocumentRepository(manager),
    notifications: new NotificationRepository(manager, context),
    mail: new MailRepository(manager),
    webhooks: new WebhookRepository(manager, context),
    whitelist: new WhitelistRepository(manager),
    accountabilityEntries: new AccountabilityEntryRepository(manager),
    accountabilityFacts: new AccountabilityFactsRepository(manager),
    alertSources: new AlertSourceRepository(manager),
    cases: new CaseRepository(manager, context),
    inspections: new InspectionRepository(manager),
    majorMatters: new MajorMatterRepository(manager),
    matterEvents: new MatterEventRepository(manager, context),
    matterFiles: new MatterFileRepository(manager),
    statutory: new StatutoryRepository(manager),
    expectedSubmissions: new ExpectedSubmissionRepository(manager),
    factFiles: new FactFileRepository(manager),
    packageUploads: new PackageUploadRepository(manager),
    externalFeeds: new ExternalFeedRepository(manager),
    resumableUploads: new ResumableUploadRepository(manager),
    sourceMappings: new SourceMappingRepository(manager),
    watchedFolder: new WatchedFolderRepository(manager),
    submissionIntake: new SubmissionIntakeRepository(manager),
    audit: new AuditRepository(manager, context),
    businessClock: new BusinessClockRepository(manager),
    organisations: new OrganisationRepository(manager),
    objects: new ObjectListingRepository(manager),
    scheduleSlots: new ScheduleSlotRepository(manager),
    schema: new SchemaRepository(manager),
    sessions: new SessionRepository(manager),
    quality: new QualityRepository(manager),
    submissionReminders: new SubmissionReminderRepository(manager),
    supervisionRecords: new SupervisionRecordRepository(manager),
    terms: new TermsRepository(manager),
    users: new UserRepository(manager),
  };
}
