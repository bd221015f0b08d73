import type { DatasetNeed, IndicatorDefinition } from './indicator-definition.js';

export interface AgencyLine {
  agency: string;
  line: string;
}

/** The accepted version of one agency × line × dataset × period, with every table that it carried, empty ones too. */
export interface AcceptedSubmission extends AgencyLine {
  dataset: string;
  period: string;
  tables: readonly string[];
}

/** A submission that M should bring, by the list or, without one, by what came before. */
export interface ExpectedSubmission extends AgencyLine {
  dataset: string;
}

/** A full table that M's package lawfully lacks; `from` is the latest earlier period that has it. */
export interface TableFallback extends AgencyLine {
  table: string;
  from: string;
}

/** A dataset that an indicator needs and that M does not have. */
export interface MissingDataset extends AgencyLine {
  dataset: string;
}

/** Why an indicator was not evaluated; stored and shown. */
export type NotEvaluatedReason =
  /** No list of expected submissions, and nothing came in any earlier period. */
  | { code: 'NO_EXPECTED_LIST' }
  /** A needed dataset has no accepted version of M. */
  | { code: 'DATASET_MISSING'; datasets: readonly MissingDataset[] }
  /** M's package lawfully lacks a full table, and no earlier one has it. */
  | { code: 'TABLE_MISSING'; tables: readonly string[] }
  /** The rules of this agency's data of M are still being checked. */
  | { code: 'RULES_NOT_CHECKED' };

/** What becomes of one indicator at one agency × line in the run of M. */
export type ScopeDecision = AgencyLine &
  (
    | { outcome: 'evaluated'; fallbacks: readonly TableFallback[] }
    /** An indicator across agencies or lines that runs on N of K of them. */
    | { outcome: 'partial'; fallbacks: readonly TableFallback[]; present: number; of: number }
    | { outcome: 'not_evaluated'; reasons: readonly NotEvaluatedReason[] }
  );

export interface ScopeOptions {
  indicator: Pick<IndicatorDefinition, 'lines' | 'agencies' | 'needs' | 'reach' | 'controlApart'>;
  /** M. */
  period: string;
  /** Agencies × lines that the region has, line `000` for control data; without the region itself. */
  present: readonly AgencyLine[];
  /** Accepted versions of M and earlier. */
  accepted: readonly AcceptedSubmission[];
  /** Submissions that M should bring. */
  expected: readonly ExpectedSubmission[];
  /** The agency code that sends the external dataset, e.g. 120000. */
  region: string;
  /** Tables of the standard that hold the whole present state. */
  fullTables: ReadonlySet<string>;
}

const noLine = '000';

/**
 * Where an indicator runs in M, agency by line in order (first-twelve.md "Needs", decisions 12): only where every
 * dataset that it needs has an accepted version of M. Missing data is never quietly normal.
 */
export function decideScopes(options: ScopeOptions): ScopeDecision[] {
  const needs = options.indicator.needs.filter((need): need is DatasetNeed => 'dataset' in need);
  const parts = options.indicator.controlApart ? splitControl(needs) : [needs];
  if (needs.length) return parts.flatMap((part) => decideDataScopes(options, part));
  return readsOwnRecords(options.indicator) ? everyAgency(options) : decideSystemScopes(options);
}

function decideDataScopes(options: ScopeOptions, needs: readonly DatasetNeed[]): ScopeDecision[] {
  const candidates = dataScopes(options, needs);
  const scopes = inOrder(candidates.filter((scope) => covers(options.indicator, scope)));
  const decisions = scopes.map((scope) => decideScope(options, needs, scope));
  return options.indicator.reach === 'region' ? markPartial(decisions) : decisions;
}

function splitControl(needs: readonly DatasetNeed[]): DatasetNeed[][] {
  const isControl = ({ dataset }: DatasetNeed): boolean => dataset === 'control';
  return [needs.filter((need) => !isControl(need)), needs.filter(isControl)];
}

/** Whether a hit for this agency and line may stand: only where the indicator was evaluated. */
export function isEvaluated(decisions: readonly ScopeDecision[], { agency, line }: AgencyLine): boolean {
  let places = evaluatedPlaces.get(decisions);
  if (!places) {
    const evaluated = decisions.filter(({ outcome }) => outcome !== 'not_evaluated');
    places = new Set(evaluated.map((scope) => `${scope.agency}|${scope.line}`));
    evaluatedPlaces.set(decisions, places);
  }
  return places.has(`${agency}|${line}`);
}

/** Asked for every row of an indicator, which may be a hundred thousand. */
const evaluatedPlaces = new WeakMap<readonly ScopeDecision[], ReadonlySet<string>>();

/** Outside its lines and agencies an indicator has no scope: nothing is missing there. */
function covers({ lines, agencies }: ScopeOptions['indicator'], { agency, line }: AgencyLine): boolean {
  return (lines === 'ALL' || lines.includes(line)) && (!agencies || agencies.includes(agency));
}

/** Agencies × lines that an indicator on submitted data is about: lines, or `000` where it reads control data only. */
function dataScopes(options: ScopeOptions, needs: readonly DatasetNeed[]): AgencyLine[] {
  const perLine = needs.some(({ dataset }) => dataset === 'business' || dataset === 'finance');
  return [
    ...options.present,
    ...options.expected,
    ...options.accepted.filter(({ period }) => period === options.period),
  ].filter(({ agency, line }) => (perLine ? line !== noLine : line === noLine && agency !== options.region));
}

function inOrder(scopes: readonly AgencyLine[]): AgencyLine[] {
  const unique = new Map(scopes.map(({ agency, line }) => [`${agency}|${line}`, { agency, line }]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, scope]) => scope);
}

/** What the office itself did with alerts and data is known of everybody, whatever was sent. */
function readsOwnRecords({ needs }: ScopeOptions['indicator']): boolean {
  return needs.every((need) => 'system' in need && need.system.every((table) => table.startsWith('supervision_')));
}

function everyAgency({ present, expected, region, indicator }: ScopeOptions): ScopeDecision[] {
  const agencies = [...present, ...expected, { agency: region }].filter(({ agency }) => agency);
  const scopes = inOrder(agencies.map(({ agency }) => ({ agency, line: noLine })));
  return scopes
    .filter((scope) => covers(indicator, scope))
    .map((scope) => ({ ...scope, outcome: 'evaluated', fallbacks: [] }));
}

/** An indicator on the system's own records needs only a list of what should come. */
function decideSystemScopes({ present, expected, indicator }: ScopeOptions): ScopeDecision[] {
  const scopes = inOrder(expected.filter((scope) => covers(indicator, scope)));
  if (scopes.length) return scopes.map((scope) => ({ ...scope, outcome: 'evaluated', fallbacks: [] }));
  return inOrder(present.filter((scope) => covers(indicator, scope))).map((scope) => ({
    ...scope,
    outcome: 'not_evaluated',
    reasons: [{ code: 'NO_EXPECTED_LIST' }],
  }));
}

function decideScope(options: ScopeOptions, needs: readonly DatasetNeed[], scope: AgencyLine): ScopeDecision {
  const missing: MissingDataset[] = [];
  const lacking: string[] = [];
  const fallbacks: TableFallback[] = [];
  for (const { dataset, tables } of needs) {
    const owner = { ...ownerOf(dataset, scope, options.region), dataset };
    const submission = findAccepted(options, owner, options.period);
    if (!submission) {
      missing.push(owner);
      continue;
    }
    for (const table of tables) {
      // A period table that is lawfully absent holds nothing this month; a state that is unknown is another matter.
      if (submission.tables.includes(table) || !options.fullTables.has(table)) continue;
      const from = latestEarlierWith(options.accepted, owner, options.period, table);
      if (from) fallbacks.push({ table, agency: owner.agency, line: owner.line, from });
      else lacking.push(table);
    }
  }
  const reasons: NotEvaluatedReason[] = [
    ...(missing.length ? [{ code: 'DATASET_MISSING' as const, datasets: missing }] : []),
    ...(lacking.length ? [{ code: 'TABLE_MISSING' as const, tables: lacking }] : []),
  ];
  return reasons.length
    ? { ...scope, outcome: 'not_evaluated', reasons }
    : { ...scope, outcome: 'evaluated', fallbacks };
}

/** Who sends a dataset for a scope: the region its external data, an agency its control data without a line. */
function ownerOf(dataset: string, { agency, line }: AgencyLine, region: string): AgencyLine {
  if (dataset === 'external') return { agency: region, line: noLine };
  return { agency, line: dataset === 'control' ? noLine : line };
}

function findAccepted(
  { accepted }: ScopeOptions,
  owner: MissingDataset,
  period: string,
): AcceptedSubmission | undefined {
  return packagesOf(accepted, owner)?.get(period);
}

/** The latest period before M in which the same agency, line and dataset brought a table. */
function latestEarlierWith(
  accepted: readonly AcceptedSubmission[],
  owner: MissingDataset,
  period: string,
  table: string,
): string | undefined {
  return [...(packagesOf(accepted, owner)?.values() ?? [])]
    .filter((one) => one.period < period && one.tables.includes(table))
    .map((one) => one.period)
    .sort()
    .at(-1);
}

/** Lists of accepted versions by owner: a run asks one list more than a hundred indicators' questions. */
const indexes = new WeakMap<readonly AcceptedSubmission[], Map<string, Map<string, AcceptedSubmission>>>();

function packagesOf(
  accepted: readonly AcceptedSubmission[],
  { agency, line, dataset }: MissingDataset,
): Map<string, AcceptedSubmission> | undefined {
  let index = indexes.get(accepted);
  if (!index) {
    index = new Map();
    for (const one of accepted) {
      const key = `${one.agency}|${one.line}|${one.dataset}`;
      const packages = index.get(key) ?? new Map<string, AcceptedSubmission>();
      packages.set(one.period, one);
      index.set(key, packages);
    }
    indexes.set(accepted, index);
  }
  return index.get(`${agency}|${line}|${dataset}`);
}

function markPartial(decisions: readonly ScopeDecision[]): ScopeDecision[] {
  const present = decisions.filter(({ outcome }) => outcome === 'evaluated').length;
  if (present === decisions.length) return [...decisions];
  return decisions.map((scope) =>
    scope.outcome === 'evaluated' ? { ...scope, outcome: 'partial', present, of: decisions.length } : scope,
  );
}
