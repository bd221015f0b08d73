import { DomainError, type ErrorCode } from '@fundwatch/domain';

type Details = Readonly<Record<string, unknown>>;

const named = (details: Details, name: string) => {
  const value = details[name];
  return value === undefined ? '' : ` ${typeof value === 'string' ? value : JSON.stringify(value)}`;
};
const because = (details: Details, name = 'problem') => {
  const value = details[name];
  return typeof value === 'string' && value ? `: ${value}` : '';
};

/** What happened and what to do now, for every error code. */
const texts: Record<ErrorCode, string | ((details: Details) => string)> = {
  REQUEST_INVALID: (d) => `What was given is not valid${because(d)}. Correct it and run the command again.`,
  NOT_FOUND: (d) =>
    typeof d['evaluationOf'] === 'string'
      ? `${d['evaluationOf']} has not been evaluated${d['indicator'] ? ` for ${String(d['indicator'])}` : ''} yet. ` +
        `Run: fundwatch evaluate --period ${d['evaluationOf']}`
      : `There is no such record${Object.keys(d).length ? ` (${JSON.stringify(d)})` : ''}. Check what was typed.`,
  NOT_SIGNED_IN: 'This needs somebody who is signed in. Use the screens.',
  SESSION_EXPIRED: 'The session has expired. Sign in again.',
  NOT_ALLOWED: 'This is not allowed here. Ask somebody who holds the role for it.',
  ORIGIN_REFUSED: 'The request came from a foreign page and was refused.',
  SIGN_IN_FAILED: 'User name or password is wrong, or the account is disabled.',
  SIGN_IN_THROTTLED: 'Too many failed attempts to sign in. Try again in a few minutes.',
  NO_REQUEST_CONTEXT: 'The product could not tell whose request this is and gave no data. Report this as a fault.',
  USER_NAME_TAKEN: (d) => `The user name${named(d, 'userName')} is taken. Choose another one.`,
  STAFF_NO_TAKEN: (d) => `Another account of the organisation has the staff number${named(d, 'staffNo')} already.`,
  USER_ROLES_INCOMPATIBLE: (d) =>
    d['why'] === 'organisation'
      ? `The role${named({ role: (d['roles'] as unknown[] | undefined)?.[0] }, 'role')} cannot be held in an organisation ` +
        `of kind "${String(d['kind'])}". Choose another organisation or role.`
      : `One account cannot hold both roles${named(d, 'roles')}. Leave one out, or add a second account.`,
  ORGANISATION_UNKNOWN: (d) =>
    `There is no organisation${named(d, 'organisation')}. Check the code, or name the organisation with --organisation-name.`,
  PASSWORD_TOO_SHORT: (d) => `The password is too short. Use at least${named(d, 'shortest')} characters.`,
  DEMONSTRATION_ONLY: 'This exists only in the demonstration.',
  CALENDAR_YEAR_MISSING: (d) =>
    `There is no working-day calendar for the year${named(d, 'year')}, and none is guessed. Import it, then try again.`,
  CALENDAR_FILE_INVALID: (d) =>
    [
      'The calendar file is not valid; nothing of it was taken over. Correct it and import it again:',
      ...((d['problems'] as { where: string; en: string }[] | undefined) ?? []).map(
        ({ where, en }) => `  ${where || '(the file)'}: ${en}`,
      ),
    ].join('\n'),
  SUBMISSION_TERM_TOO_EARLY: (d) =>
    `The due day of${named(d, 'period')} can no longer be changed. Choose${named(d, 'earliest')} or a later period.`,
  PERIOD_INVALID: (d) => `The period${named(d, 'period')} is not a month. Write it as YYYYMM, such as 202610.`,
  EXCHANGE_SOURCE_UNKNOWN: (d) =>
    `There is no exchange source${named(d, 'source')}. Check FUNDWATCH_EXCHANGE_SOURCES, or give its address.`,
  EXCHANGE_SOURCE_UNREACHABLE: (d) =>
    `The exchange database cannot be reached${because(d)}. Check its address and that it is running, then run the command ` +
    'again: what was taken in stays, and the rest is taken up there.',
  EXCHANGE_SOURCE_INVALID: (d) =>
    `The exchange database does not fit the standard${because(d)}. Name its tables and columns in the mapping of the source.`,
  SOURCE_MAPPING_INVALID: (d) => `The mapping is not valid${because(d)}. Correct it and save it again.`,
  SOURCE_MAPPING_CHANGED: 'Somebody saved another mapping meanwhile. Look at that one and change it there.',
  EXPECTED_LIST_INVALID: (d) =>
    [
      'The list of expected submissions is not valid; nothing of it was taken over. Correct it and load it again:',
      ...((d['problems'] as { where: string; problem: string }[] | undefined) ?? []).map(
        ({ where, problem }) => `  ${where || '(the list)'}: ${problem}`,
      ),
    ].join('\n'),
  PACKAGE_UNREADABLE: (d) => `The package cannot be read${because(d)}. Make it again and send it anew.`,
  UPLOAD_TOO_LARGE: 'The file is larger than allowed. Split it, or use the exchange database.',
  UPLOAD_TOO_MANY: 'There are too many unfinished uploads. Finish or give up some of them first.',
  READING_BUSY: 'Too many tables are being read. Try again in a moment.',
  READING_TOO_LONG: 'Reading this table took too long and was stopped.',
  READING_FAILED: 'Reading this table broke off. Try again.',
  SUBMISSION_REFUSED: 'The submission was refused. Correct what is listed and send it again with a higher version.',
  EVALUATION_RUNNING: (d) => `The period${named(d, 'period')} is being evaluated. Wait until that run has finished.`,
  EVALUATION_TOO_MANY_HITS: (d) =>
    `The indicator${named(d, 'indicator')} found more than${named(d, 'limit')} rows in${named(d, 'period')}, and none of ` +
    'them was kept. Check its parameters and the data, then evaluate again.',
  MONTH_ALREADY_CLOSED: (d) => `The month${named(d, 'period')} is closed already. Later data restates it.`,
  MONTH_CLOSE_PROPOSED: (d) => `A proposal to close${named(d, 'period')} waits for a decision. Decide on it first.`,
  MONTH_CLOSE_SETTLED: 'This proposal has been decided already. Nothing was done.',
  MONTH_NOT_LOCKED: (d) => `The month${named(d, 'period')} can be closed only after${named(d, 'lockOn')}.`,
  MONTH_NOT_EVALUATED: (d) =>
    `Not everything of${named(d, 'period')} has been evaluated. Run: fundwatch evaluate --period${named(d, 'period')}`,
  MONTH_CHANGED: (d) => `Data of${named(d, 'period')} has changed since the proposal. Reject it and propose anew.`,
  NEEDS_ANOTHER_PERSON: 'Who proposed it must not decide on it. Another person does.',
  INDICATOR_UNKNOWN: (d) => `There is no indicator${named(d, 'indicator')}. docs/indicators.md lists them all.`,
  INDICATOR_INVALID: (d) =>
    `The definition of an indicator${named(d, 'indicator')} is not valid${because(d)}. Mend it, then run: npm run check`,
  STATUTORY_TABLE_FIXED: (d) =>
    `The table${named(d, 'table')} stands in a law: it comes with the product. Tables that a region sets: ${((d.tables as string[] | undefined) ?? []).join(', ')}.`,
  STATUTORY_TABLE_INVALID: (d) =>
    `The file is not right, nothing was entered:\n${((d.problems as string[] | undefined) ?? []).map((problem) => `  ${problem}`).join('\n')}`,
  WHITELIST_DOCUMENT_REQUIRED: 'Name the paper that the case rests on.',
  WHITELIST_ENTRY_EXISTS: 'The subject stands on the whitelist in these months already, or waits for it.',
  WHITELIST_ENTRY_SETTLED: 'This whitelist entry has been decided already. Nothing was done.',
  WHITELIST_MONTHS_INVALID: 'The months of a whitelist entry must be in order, twelve at most, and not all gone.',
  INDICATOR_VERSION_INVALID: (d) =>
    `Something in this change of the indicator${named(d, 'indicator')} cannot be. Correct it and propose it again.`,
  INDICATOR_VERSION_PROPOSED: (d) =>
    `A change of the indicator${named(d, 'indicator')} waits for its decision. Wait for it, or withdraw it first.`,
  INDICATOR_VERSION_SETTLED: 'This change has been decided already. Nothing was done.',
  TEST_RUN_UNDER_WAY: 'This version is being tested already. Wait for it to end, or cancel it first.',
  INDICATOR_VERSION_STALE: (d) =>
    `The version of${named(d, 'indicator')} in force has changed since this was proposed. Reject it and propose anew.`,
  INDICATOR_CODE_RESERVED: (d) =>
    `An indicator of the office can't use this code${named(d, 'indicator')}. Take a group and a number from 51 to 99.`,
  INDICATOR_DRAFT_CHANGED: 'The draft was saved elsewhere meanwhile; nothing was saved. Look at it again.',
  INDICATOR_DRAFT_NOT_PASSED: 'The draft has not passed its check. Check it until every case passes.',
  FACT_STORE_INCOMPLETE: 'This fact store cannot evaluate yet. Leave FACT_STORE out to use the default one.',
  FACT_FILE_DAMAGED: (d) =>
    `A stored data file is missing or differs from its recorded hash${named(d, 'file')}. Do not use results of this ` +
    'period; restore the file from a backup.',
  ALERT_CHANGED: 'The alert was changed meanwhile; nothing was done. Look at it again.',
  ALERT_COMMAND_NOT_POSSIBLE: (d) =>
    `In the alert's present state (${String(d['state'] ?? 'unknown')}) this cannot be done${d['command'] ? `: ${String(d['command'])}` : ''}.`,
  ALERT_HAS_NEW_HITS: 'New hits were found after the answer, so the alert cannot be closed yet.',
  ALERT_BRANCH_OPEN: 'A consultation, an extension, a check, an order or a plan beside the alert is not over yet.',
  CLEANING_TASK_ENDED: 'This data-cleaning task is over already.',
  ALERT_RECOVERY_OPEN: 'What was confirmed is neither recovered nor planned for, so the alert cannot be closed yet.',
  BRANCH_INCOMPLETE: (d) => `The step lacks something that it needs${named(d, 'field')}.`,
  EXTENSION_DAY_INVALID: (d) => `The day asked for lies outside what is allowed${named(d, 'until')}.`,
  MATTER_CHANGED: 'The record was changed meanwhile; nothing was done. Look at it again.',
  MATTER_STEP_NOT_POSSIBLE: (d) =>
    `In the record's present state (${String(d['state'] ?? 'unknown')}) this cannot be done${d['command'] ? `: ${String(d['command'])}` : ''}.`,
  ASSIGNEE_NOT_POSSIBLE: (d) => `The alert cannot be given to this person${named(d, 'name')}.`,
  STAND_IN_INVALID: () => `These days or persons are not possible for a stand-in.`,
  ALERT_NOT_ALIKE: (d) =>
    `The alert is not like the others of the batch${named(d, 'like')}; one reason or answer cannot be said of both.`,
  STAFF_INVOLVED: (d) =>
    `The alert questions this person's own work${named(d, 'name')}; a colleague has to deal with it.`,
  CASE_ALERT_TAKEN: (d) => `An alert is in another case already${named(d, 'alerts')}.`,
  CASE_ALERTS_OPEN: (d) => `Alerts of the case have not ended yet${named(d, 'alerts')}.`,
  INSPECTION_NOTICE_SHORT: (d) =>
    `The notice comes too late for the first day${d['noticeBy'] ? `; the last day for it was ${String(d['noticeBy'])}` : ''}.`,
  INSPECTION_TEAM_INCOMPLETE: 'The team needs two members at least, each of whom has declared to have no interest.',
  INSPECTION_APPROVER_IN_TEAM: 'A member of the team must not decide on its inspection. Another head or leader does.',
  MAJOR_MATTER_BELOW_THRESHOLD:
    'Neither does the possible loss reach the threshold nor is the case under investigation.',
  REASON_REQUIRED: 'Looking at personal data needs a reason, which is logged. Give one: --unmask --reason <text>',
  ANSWER_INCOMPLETE: 'The answer lacks something that it needs.',
  PROBLEM_TYPE_NOT_OFFERED: 'This problem type is not offered for this alert.',
  DOCUMENT_NOT_POSSIBLE: 'In its present state this document cannot be made.',
  DOCUMENT_INCOMPLETE: (d) => `The document lacks something that it needs${named(d, 'fields')}.`,
  DOCUMENT_TEMPLATE_INVALID: (d) => `The template cannot be used${named(d, 'problem')}.`,
  EXPORT_TOO_LARGE: (d) => `Too many records to export at once${named(d, 'rows')}.`,
  ATTACHMENT_TOO_LARGE: 'The attachment is larger than allowed.',
  ATTACHMENT_TYPE_REFUSED: 'This kind of attachment is not accepted.',
  ATTACHMENT_INFECTED: (d) => `A virus was found in the attachment${named(d, 'found')}; it was not kept.`,
  VIRUS_SCANNER_UNAVAILABLE: (d) =>
    `The virus scanner does not answer${because(d, 'why')}; the attachment was not kept.`,
  WEBHOOK_NOT_POSSIBLE: (d) => `The address of notices cannot be kept so${named(d, 'why')}.`,
  CURSOR_INVALID: 'The place in the list is no longer valid. Run the command again.',
  SCHEMA_NEWER_THAN_CODE:
    'The database is newer than this program. Upgrade the program; it does not touch a newer database.',
  INTERNAL: (d) => `Something failed inside the product${because(d)}. Report this as a fault.`,
};

/** What a connection that cannot be opened is called by the operating system. */
const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/** An error as a plain sentence with what to do. */
export function describeError(error: unknown): string {
  if (error instanceof DomainError) {
    const text = texts[error.code];
    return typeof text === 'string' ? text : text(error.details);
  }
  if (error instanceof AggregateError && error.errors.length > 0) return describeError(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (code !== undefined && unreachable.has(code))
    return `The database cannot be reached (${error.message || code}). Check DATABASE_URL and that it is running.`;
  return error.message;
}
