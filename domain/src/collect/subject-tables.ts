/** What a page can be about: one person, employer, clerk or bank account of an agency. */
export const subjectKinds = ['person', 'employer', 'staff', 'account'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** Where the facts about a subject stand. */
export interface SubjectTable {
  table: string;
  /** Columns that name the subject; one of them is enough. */
  columns: readonly string[];
  /** The rows don't name the subject: they are those of another table's rows, by this key, which both have. */
  through?: { table: string; key: string };
}

const by =
  (...columns: string[]) =>
  (table: string): SubjectTable => ({ table, columns });
const through = (table: string, key: string) => (of: string) => ({ table: of, columns: [], through: { table, key } });

const ofPerson = by('person_no');
const ofEmployer = by('employer_no');
const ofStaff = by('staff_no');
const ofAccounts = through('system_account', 'account_no');

/** The tables that tell of each kind of subject, what it is first, in the order in which they are read. */
export const subjectTables: Record<SubjectKind, readonly SubjectTable[]> = {
  person: [
    ...['person', 'enrolment', 'qualification_check', 'benefit_approval', 'benefit_status'].map(ofPerson),
    ...['benefit_adjustment', 'benefit_payment'].map(ofPerson),
    through('benefit_payment', 'payment_no')('bank_return'),
    ...['recovery', 'levy', 'contribution', 'personal_account', 'refund', 'relation_transfer'].map(ofPerson),
    ...['person_change', 'operation_log'].map(ofPerson),
  ],
  employer: ['employer', 'enrolment', 'levy', 'contribution', 'refund'].map(ofEmployer),
  staff: [
    ...['staff', 'duty', 'system_account'].map(ofStaff),
    ...['permission', 'permission_request', 'login_log'].map(ofAccounts),
    ofStaff('operation_log'),
  ],
  account: [
    ...['fund_account', 'benefit_payment'].map(by('account_hash')),
    through('benefit_payment', 'payment_no')('bank_return'),
    by('payee_account_hash', 'payer_account_hash')('refund'),
    by('account_hash', 'counterparty_account_hash')('bank_statement'),
    by('counterparty_account_hash')('voucher_entry'),
    by('account_hash')('reconciliation'),
  ],
};
