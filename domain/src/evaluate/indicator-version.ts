import { requireAnotherPerson } from '../four-eyes.js';
import type { Severity } from '../alert/types.js';
import type { IndicatorDefinition, IndicatorParameter } from './indicator-definition.js';
import { fitsParameterType } from './parameter-value.js';

/** How far a proposed version is. `rejected` and `withdrawn` leave what is in force as it was. */
export const indicatorVersionStates = ['proposed', 'approved', 'rejected', 'withdrawn'] as const;
export type IndicatorVersionState = (typeof indicatorVersionStates)[number];

/**
 * `catalogue_change`: the office changed an indicator of the catalogue · `own`: an indicator of the office ·
 * `delivered`: a newer definition of the delivered catalogue taken over.
 */
export const indicatorVersionOrigins = ['catalogue_change', 'own', 'delivered'] as const;
export type IndicatorVersionOrigin = (typeof indicatorVersionOrigins)[number];

/** The states that an office may give an indicator. */
export const officeStatuses = ['trial', 'active', 'retired'] as const;
export type OfficeStatus = (typeof officeStatuses)[number];

/** What a version changes; whatever it does not name stays as it is. */
export interface IndicatorChanges {
  /** New values by parameter. */
  parameters?: Readonly<Record<string, string>> | undefined;
  status?: OfficeStatus | undefined;
  severity?: Severity | undefined;
  lines?: readonly string[] | 'ALL' | undefined;
  /** Agencies that it is evaluated at; null: all. */
  agencies?: readonly string[] | null | undefined;
}

/** Something in a proposal that cannot be. */
export interface VersionProblem {
  /** `status`, `lines`, `agencies`, `parameters.<name>`, or `changes` for the whole. */
  field: string;
  problem: 'unknown' | 'malformed' | 'empty' | 'not_covered' | 'not_evaluable' | 'unchanged';
}

/** A definition with these changes; `hash` and `version` are the caller's to renew. */
export function applyChanges<T extends IndicatorDefinition>(base: T, changes: IndicatorChanges): T {
  const { status = base.status, severity = base.severity, lines = base.lines, agencies = base.agencies } = changes;
  const changed: T = {
    ...base,
    status,
    severity,
    lines: lines === 'ALL' ? lines : lines.toSorted(),
    agencies: agencies?.toSorted(),
    parameters: base.parameters.map((parameter) => withValue(parameter, changes.parameters?.[parameter.name])),
  };
  // Left out, not undefined: the same definition is the same text.
  if (!changed.agencies) delete changed.agencies;
  return changed;
}

/** Another value; the one that the texts were written for stays known, so that nobody takes their numbers for the present ones. */
function withValue(
  { writtenFor, ...parameter }: IndicatorParameter,
  value: string = parameter.value,
): IndicatorParameter {
  const written = writtenFor ?? parameter.value;
  return { ...parameter, value, ...(value === written ? {} : { writtenFor: written }) };
}

/** What of the changes cannot be; empty when all can. `delivered` says which lines the query was written for. */
export function checkChanges(
  base: IndicatorDefinition,
  changes: IndicatorChanges,
  known: { delivered: Pick<IndicatorDefinition, 'lines'>; lines: ReadonlySet<string>; agencies: ReadonlySet<string> },
): VersionProblem[] {
  const problems: VersionProblem[] = [];
  if (!(officeStatuses as readonly string[]).includes(base.status))
    problems.push({ field: 'status', problem: 'not_evaluable' });
  for (const [name, value] of Object.entries(changes.parameters ?? {})) {
    const parameter = base.parameters.find((one) => one.name === name);
    const field = `parameters.${name}`;
    if (!parameter) problems.push({ field, problem: 'unknown' });
    else if (!fitsParameterType(parameter.type, value)) problems.push({ field, problem: 'malformed' });
  }
  problems.push(...checkLines(changes.lines, known), ...checkAgencies(changes.agencies, known.agencies));
  return problems;
}

function checkLines(
  lines: IndicatorChanges['lines'],
  known: { delivered: Pick<IndicatorDefinition, 'lines'>; lines: ReadonlySet<string> },
): VersionProblem[] {
  const covered = known.delivered.lines;
  if (lines === undefined) return [];
  if (lines === 'ALL') return covered === 'ALL' ? [] : [{ field: 'lines', problem: 'not_covered' }];
  if (lines.length === 0) return [{ field: 'lines', problem: 'empty' }];
  if (lines.some((line) => !known.lines.has(line))) return [{ field: 'lines', problem: 'unknown' }];
  const isCovered = covered === 'ALL' || lines.every((line) => covered.includes(line));
  return isCovered ? [] : [{ field: 'lines', problem: 'not_covered' }];
}

function checkAgencies(agencies: IndicatorChanges['agencies'], known: ReadonlySet<string>): VersionProblem[] {
  if (!agencies) return [];
  if (agencies.length === 0) return [{ field: 'agencies', problem: 'empty' }];
  return agencies.every((agency) => known.has(agency)) ? [] : [{ field: 'agencies', problem: 'unknown' }];
}

/**
 * Who proposed a version does not decide on it, and it must rest on what is in force still.
 * @throws DomainError INDICATOR_VERSION_SETTLED, NEEDS_ANOTHER_PERSON
 */
export function requireVersionDecider(
  version: { state: IndicatorVersionState; proposedBy: string },
  account: string,
): void {
  requireAnotherPerson(version, account, 'INDICATOR_VERSION_SETTLED');
}
