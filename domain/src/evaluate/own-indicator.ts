import { indicatorGroups } from './indicator-definition.js';

/** Codes that an office gives: a group and a number that no delivered indicator has. */
const officeCode = new RegExp(`^(${indicatorGroups.join('|')})(5[1-9]|[6-9]\\d)$`);

/** Whether a code is one of the office's own indicators, e.g. `DY51`; delivered ones end below 51. */
export function isOfficeCode(code: string): boolean {
  return officeCode.test(code);
}

/** The three files of an indicator. */
export const draftFiles = ['document', 'query', 'cases'] as const;
export type DraftFile = (typeof draftFiles)[number];
export type DraftTexts = Record<DraftFile, string>;

/** Characters of one of them. */
export const longestDraftText = 200_000;

export const draftCheckStates = ['none', 'waiting', 'running', 'done', 'failed'] as const;
export type DraftCheckState = (typeof draftCheckStates)[number];

/** What keeps a draft from being submitted; the line from 1, or null where it concerns the whole file. */
export interface DraftProblem {
  file: DraftFile;
  line: number | null;
  message: string;
}

/** A row as a case writes it: column → text. */
export type DraftCaseRow = Record<string, string | null>;

/** How a case went on the engine. */
export interface DraftCaseResult {
  name: string;
  kind: string;
  passed: boolean;
  /** Why it could not be run to its end. */
  error: string | null;
  expected: DraftCaseRow[];
  /** Cut to the columns that the case names. */
  found: DraftCaseRow[];
  /** How many there were; `found` holds the first. */
  foundRows: number;
}

/** Why a check did not come to its end: the draft took more than a check may. */
export const draftCheckFailures = ['time', 'memory', 'broken'] as const;
export type DraftCheckFailure = (typeof draftCheckFailures)[number];

/** How an own indicator was tried before it was submitted; kept with its definition, whatever becomes of the draft. */
export interface TriedCases {
  /** The version that was tried; a later one that only changes values keeps it. */
  version: number;
  checkedAt: string;
  /** The cases as they are written. */
  text: string;
  results: readonly DraftCaseResult[];
}

export interface DraftCheckResult {
  problems: DraftProblem[];
  cases: DraftCaseResult[];
  failure: DraftCheckFailure | null;
}

/** Whether everything was run and as expected. */
export function hasPassed({ problems, cases, failure }: DraftCheckResult): boolean {
  return failure === null && problems.length === 0 && cases.length > 0 && cases.every(({ passed }) => passed);
}
