import type { Branch, Decimal, ProblemType, Severity } from '../alert/index.js';
import type { Instant, PlainDay } from '../calendar/index.js';
import type { IndicatorBasis } from '../evaluate/index.js';
import type { AlertFigure, ReportDimension, ReportFigure } from '../report/index.js';
import type { InspectionKind } from '../inspection/index.js';
import type { MajorMatterTier, Suspicion } from '../major-matter/index.js';

/** The alert that a document is about, personal values masked already. */
export interface DocumentAlert {
  number: string;
  indicator: string;
  title: string;
  agencyName: string;
  line: string;
  period: string | null;
  firstPeriod: string;
  severity: Severity;
  /** The indicator's sentence, filled. */
  summary: string;
  hits: number;
  amount: Decimal | null;
  dispatchedOn: PlainDay | null;
  autoReceiptOn: PlainDay | null;
  receivedOn: PlainDay | null;
  answerDueOn: PlainDay | null;
  answeredLate: boolean | null;
  rectificationDueOn: PlainDay | null;
  closedOn: PlainDay | null;
}

export interface DocumentHit {
  subject: string;
  hitKey: string;
  period: string;
  amount: Decimal | null;
  /** Evidence in words: `发放月份 202606；金额 2,804.00`. */
  evidence: string;
}

export interface DocumentAnswer {
  problemType: ProblemType;
  explanation: string;
  fields: Readonly<Record<string, string>>;
  confirmedAmount: Decimal | null;
  recoveredAmount: Decimal | null;
  attachments: readonly string[];
  answeredBy: string;
  answeredAt: Instant;
  late: boolean;
}

export interface DocumentEvent {
  type: string;
  actor: string;
  at: Instant;
  reason: string | null;
}

/** An alert that a record beside alerts is linked to. */
export type DocumentLinkedAlert = Pick<
  DocumentAlert,
  'number' | 'indicator' | 'title' | 'agencyName' | 'line' | 'firstPeriod' | 'amount'
>;

/** 检查: what its plan and its team say. */
export interface DocumentInspection {
  number: string;
  title: string;
  kind: InspectionKind;
  agencyName: string;
  scope: string;
  startOn: PlainDay;
  endOn: PlainDay;
  /** The notice is carried in, as approved. */
  carriedIn: boolean;
  leaders: readonly string[];
  members: readonly string[];
  /** Those that the inspected agency knows of. */
  alerts: readonly DocumentLinkedAlert[];
}

/** 要情 with its case. */
export interface DocumentMajorMatter {
  number: string;
  caseNumber: string;
  caseTitle: string;
  caseSummary: string;
  suspicion: Suspicion;
  tier: MajorMatterTier;
  amount: Decimal | null;
  /** By whom the case is investigated, and since when; null where nobody does. */
  investigation: { body: string; on: PlainDay } | null;
  report: string;
  signedBy: string | null;
  reportedTo: string | null;
  alerts: readonly DocumentLinkedAlert[];
  /** By the ledgers of those alerts. */
  confirmed: Decimal;
  recovered: Decimal;
}

/** A row of a summary's table. */
export interface SummaryRow {
  name: string;
  values: Readonly<Partial<Record<AlertFigure, string>>>;
}

/** 分类汇总 of the months between (津16): the figures of the report page. */
export interface SummaryFigures {
  from: string;
  to: string;
  figures: Readonly<Record<ReportFigure, string>>;
  /** Of as many months before. */
  before: Readonly<Record<ReportFigure, string>>;
  tables: Readonly<Partial<Record<ReportDimension, readonly SummaryRow[]>>>;
}

/** All that a document may tell; what its kind does not need is left empty. */
export interface DocumentFacts {
  number: string;
  madeOn: PlainDay;
  /** The supervision office. */
  issuer: string;
  madeBy: string;
  alert: DocumentAlert | null;
  hits: readonly DocumentHit[];
  steps: readonly string[];
  indicatorBasis: readonly IndicatorBasis[];
  answer: DocumentAnswer | null;
  branch: Pick<Branch, 'kind' | 'state' | 'openedAt' | 'receivedOn' | 'dueOn' | 'details'> | null;
  inspection: DocumentInspection | null;
  majorMatter: DocumentMajorMatter | null;
  departmentName: string | null;
  events: readonly DocumentEvent[];
  inputs: Readonly<Record<string, string>>;
  summary: SummaryFigures | null;
}
