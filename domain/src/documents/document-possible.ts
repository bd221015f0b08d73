import type { Alert, Branch, InspectionState, MajorMatterState } from '../alert/index.js';
import { isPlainDay } from '../calendar/index.js';
import { DomainError } from '../errors.js';
import { agencyRoles, supervisionRoles, type Role } from '../identity/index.js';
import { documentKinds, documentRules, type DocumentKind } from './document-kinds.js';

/** A document that somebody may make now. */
export interface PossibleDocument {
  kind: DocumentKind;
  branchId: string | null;
}

/** A record beside alerts that papers are made of. */
export type DocumentMatter =
  { of: 'inspection'; state: InspectionState } | { of: 'major_matter'; state: MajorMatterState };

type Standing = Pick<Alert, 'state' | 'answerRound'>;

/** The documents of an alert and of its branches that holders of these roles may make now, in the order of the kinds. */
export function possibleDocuments(
  alert: Standing,
  branches: readonly Pick<Branch, 'id' | 'kind' | 'state'>[],
  roles: readonly Role[],
): PossibleDocument[] {
  return documentKinds.flatMap((kind): PossibleDocument[] => {
    const { about, by, alertIn, needsAnswer } = documentRules[kind];
    if (!by.some((role) => roles.includes(role))) return [];
    if (about.of === 'branch')
      return branches
        .filter((branch) => branch.kind === about.branch && about.in.includes(branch.state))
        .map(({ id }) => ({ kind, branchId: id }));
    if (about.of !== 'alert' || !alertIn.includes(alert.state) || (needsAnswer && alert.answerRound === 0)) return [];
    return [{ kind, branchId: null }];
  });
}

/** The documents of an inspection or of a major matter that holders of these roles may make now, in the order of the kinds. */
export function possibleMatterDocuments(matter: DocumentMatter, roles: readonly Role[]): DocumentKind[] {
  return documentKinds.filter((kind) => {
    const { about, by } = documentRules[kind];
    return (
      (about.of === 'inspection' || about.of === 'major_matter') &&
      about.of === matter.of &&
      (about.in as readonly string[]).includes(matter.state) &&
      by.some((role) => roles.includes(role))
    );
  });
}

/** Whether a document of this kind is read by these roles; an agency reads those that are about what it knows of. */
export function mayReadDocument(kind: DocumentKind, roles: readonly Role[]): boolean {
  if ([...supervisionRoles, 'bureau_leader' as const].some((role) => roles.includes(role))) return true;
  if (roles.includes('line_department') && ['consultation_letter', 'consultation_opinion'].includes(kind)) return true;
  return documentRules[kind].agencyMaySee && agencyRoles.some((role) => roles.includes(role));
}

/**
 * What the maker said, without what the kind does not ask for.
 * @throws DomainError DOCUMENT_INCOMPLETE with the fields that are missing or no dates
 */
export function requireInputs(kind: DocumentKind, given: Readonly<Record<string, string>>): Record<string, string> {
  const { inputs } = documentRules[kind];
  const said = Object.fromEntries(inputs.map(({ name }) => [name, given[name]?.trim() ?? '']));
  const fields = inputs
    .filter(({ name, kind: form, required }) => {
      const value = said[name]!;
      return value === '' ? required : form === 'day' && !isPlainDay(value);
    })
    .map(({ name }) => name);
  if (fields.length > 0) throw new DomainError('DOCUMENT_INCOMPLETE', { kind, fields });
  return said;
}
