import type { ProblemType, Severity } from '../alert/types.js';
import { statutoryTables } from './statutory-tables.js';

/** Groups of the catalogue: 数据质量 DQ, 参保缴费 CB, 待遇支付 DY, 财务 CW, 内控 NK, 运行分析 YX. */
export const indicatorGroups = ['DQ', 'CB', 'DY', 'CW', 'NK', 'YX'] as const;
export type IndicatorGroup = (typeof indicatorGroups)[number];

export const indicatorSubjects = ['person_no', 'employer_no', 'account_hash', 'staff_no', 'agency'] as const;
export type IndicatorSubject = (typeof indicatorSubjects)[number];

/** Tables that the product makes for a run out of its own records, and the statutory tables. */
export const systemTables = [
  'submission',
  'submission_table',
  'submission_total',
  'submission_check',
  'expected_submission',
  'external_feed',
  'rule_result',
  'working_day',
  'supervision_alert',
  'supervision_export',
  ...statutoryTables.map((name) => `statutory_${name}` as const),
] as const;
export type SystemTable = (typeof systemTables)[number];
/** Those of them that come from the product's own records. */
export type RecordTable = Exclude<SystemTable, `statutory_${string}`>;

/** A dataset of the exchange standard that an indicator reads; `lookBack` counts packages, M included (1 = only M). */
export interface DatasetNeed {
  dataset: string;
  tables: readonly string[];
  lookBack: number;
}
/**
 * System tables that an indicator reads; they are always there. `lookBack` counts periods of the rows that carry one, M
 * included; left out, all that is known up to M.
 */
export interface SystemNeed {
  system: readonly SystemTable[];
  lookBack?: number | undefined;
}
export type IndicatorNeed = DatasetNeed | SystemNeed;

/** What a part of a formula, or all of it, waits for. */
export interface WaitsFor {
  zh: string;
  en: string;
}

/**
 * `trial`, `active` and `retired` can be evaluated. `needs_data`: the exchange standard has no data for it yet, or a rule is
 * unverified; `metric`: a figure that leaders read, never an alert. Both have no query.
 */
export const indicatorStatuses = ['trial', 'active', 'retired', 'needs_data', 'metric'] as const;
export type IndicatorStatus = (typeof indicatorStatuses)[number];

/** Types of parameters and evidence columns. Money in yuan with two decimals, ratios with six. */
export const valueTypes = ['text', 'integer', 'money', 'ratio', 'date', 'datetime', 'boolean', 'period'] as const;
export type ValueType = (typeof valueTypes)[number];

export interface BilingualText {
  zh: string;
  en: string;
}

/** A value of an indicator that may differ by place; `value` is its text. */
export interface IndicatorParameter {
  name: string;
  type: 'integer' | 'money' | 'ratio' | 'text';
  value: string;
  /** The value that the indicator's texts were written for, where a version of the office has another. */
  writtenFor?: string | undefined;
  unit: string;
  meaning: string;
  source: string;
}

/** A column that an indicator returns after the contract's own; `personal` = masked unless the role needs it. */
export interface EvidenceColumn {
  name: string;
  type: ValueType;
  title: BilingualText;
  personal: boolean;
}

/** The rule that an indicator rests on; open-ended while `validTo` is null. */
export interface IndicatorBasis {
  id: string;
  title: string;
  level: 'national' | 'local';
  /** Where a local rule holds. */
  place: string | null;
  /** What a reader has to know of its text or validity. */
  note: string | null;
  validFrom: string;
  validTo: string | null;
}

/** What an indicator says about itself: the front matter of its `indicator.md`. */
export interface IndicatorDefinition {
  code: string;
  title: BilingualText;
  group: IndicatorGroup;
  /** Lines of the exchange standard; `000` for what is not tied to one. */
  lines: readonly string[] | 'ALL';
  /** Agencies that a version of the office is limited to; left out: all. */
  agencies?: readonly string[] | undefined;
  severity: Severity;
  subject: IndicatorSubject;
  raisedPer: 'subject' | 'agency';
  /** One open alert over adjoining months instead of one a month. */
  continues: boolean;
  /** What a hit_key names: something that happened, or something that is so (reconcile.md). */
  hitIs: 'fact' | 'state';
  /** Judged within an agency × line, or across them (then *partial: N of K* where some are missing). */
  reach: 'agency' | 'region';
  /** Control data (line `000`) is judged beside the lines, each with its own datasets only, not together with them. */
  controlApart?: boolean | undefined;
  needs: readonly IndicatorNeed[];
  parameters: readonly IndicatorParameter[];
  evidence: readonly EvidenceColumn[];
  summary: BilingualText;
  basis: readonly IndicatorBasis[];
  answers: readonly ProblemType[];
  status: IndicatorStatus;
  /** What is missing of its data; empty when the whole formula is judged. */
  waitsFor: readonly WaitsFor[];
  version: number;
  author: string;
  checker: string;
}
