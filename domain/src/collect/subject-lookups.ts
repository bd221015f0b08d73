import type { SubjectKind } from './subject-tables.js';

/** Where what people go by is told, and the number that the subject has in alerts. */
export interface SubjectLookup {
  by: 'id_number' | 'credit_code' | 'name' | 'subject';
  kind: SubjectKind;
  table: string;
  columns: readonly string[];
  /** The column with the number. */
  gives: string;
}

/**
 * How a person, an employer or a clerk is found by what stands on paper. Citizen ids are in the accepted files only, never
 * in alerts, so that they are looked up there; a clerk goes by the account of the business system, too.
 */
export const subjectLookups: readonly SubjectLookup[] = [
  { by: 'id_number', kind: 'person', table: 'person', columns: ['id_number', 'other_id'], gives: 'person_no' },
  { by: 'credit_code', kind: 'employer', table: 'employer', columns: ['credit_code'], gives: 'employer_no' },
  { by: 'name', kind: 'person', table: 'person', columns: ['name'], gives: 'person_no' },
  { by: 'name', kind: 'employer', table: 'employer', columns: ['name'], gives: 'employer_no' },
  { by: 'name', kind: 'staff', table: 'staff', columns: ['name'], gives: 'staff_no' },
  { by: 'subject', kind: 'staff', table: 'system_account', columns: ['account_no'], gives: 'staff_no' },
];
