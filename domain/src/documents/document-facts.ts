import type { Branch, Decimal, ProblemType, Severity } from '../alert/index.js';
import type { Instant, PlainDay } from '../calendar/index.js';
import type { IndicatorBasis } from '../evaluate/index.js';

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

/** How many alerts of one kind, and what they were about. */
export interface SummaryLine {
  name: string;
  raised: number;
  answered: number;
  late: number;
  closed: number;
  open: number;
  amount: Decimal;
  recovered: Decimal;
}

/** 分类汇总 of the months between (津16). */
export interface SummaryFigures {
  from: string;
  to: string;
  total: SummaryLine;
  byAgency: readonly SummaryLine[];
  byGroup: readonly SummaryLine[];
  byProblem: readonly { problemType: ProblemType; alerts: number; amount: Decimal; recovered: Decimal }[];
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
  departmentName: string | null;
  events: readonly DocumentEvent[];
  inputs: Readonly<Record<string, string>>;
  summary: SummaryFigures | null;
}
