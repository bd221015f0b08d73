import { factsEn as of, text, type ErrorTexts } from './error-facts.js';

/** Why an address of notices is not kept. */
const webhookTexts: Readonly<Record<string, { what: string; next: string }>> = {
  address: {
    what: "This isn't a whole address, or it holds a user name, a password or a fragment.",
    next: 'Enter a whole address that begins with https://.',
  },
  https: {
    what: 'The address has to use https.',
    next: 'Use https; an address inside the network is named in WEBHOOK_ALLOW_ORIGINS first.',
  },
  private: {
    what: 'The address leads to this machine or into the network, which is not allowed.',
    next: 'If it must be called, have it named in WEBHOOK_ALLOW_ORIGINS and the product restarted.',
  },
  name_taken: { what: 'An address of this name is there already.', next: 'Choose another name.' },
  too_many: { what: 'There are twenty addresses, and no more are kept.', next: 'Change one that is off.' },
  changed: { what: 'Somebody has just changed this address.', next: 'Open it again and check it.' },
  off: { what: 'The address is off; nothing is sent to it.', next: 'Switch it on first.' },
};

/** English text of every error code: what happened, and what to do now. */
export const errorTextsEn: ErrorTexts = {
  REQUEST_INVALID: (d) => ({
    what: `What was entered isn't valid${of(d, 'problems')}.`,
    next: 'Correct it and send it again.',
  }),
  NOT_FOUND: text("This record doesn't exist or isn't yours to see.", 'Check the number, or open it from the list.'),
  NOT_SIGNED_IN: text("You aren't signed in.", 'Sign in to go on.'),
  SESSION_EXPIRED: text('Your session has expired.', 'Sign in again; what you typed is kept.'),
  NOT_ALLOWED: text("Your role can't do this.", 'If your work needs it, ask the administrator to change your roles.'),
  ORIGIN_REFUSED: text(
    "This request didn't come from a page of this product and was refused.",
    "Open the page from the product's own address and try again.",
  ),
  SIGN_IN_FAILED: text(
    'User name or password is wrong, or the account is disabled.',
    'Check both and try again; if you forgot the password, ask the administrator.',
  ),
  SIGN_IN_THROTTLED: (d) => ({
    what: 'Too many failed attempts to sign in; signing in is paused.',
    next: d['retryAfterSeconds']
      ? `Try again in ${String(d['retryAfterSeconds'])} seconds.`
      : 'Try again in a few minutes.',
  }),
  NO_REQUEST_CONTEXT: text(
    "The product couldn't tell whose request this is and gave no data.",
    'Try again; if it comes back, give the request number to the administrator.',
  ),
  USER_NAME_TAKEN: (d) => ({ what: `The user name is taken${of(d, 'userName')}.`, next: 'Choose another one.' }),
  STAFF_NO_TAKEN: (d) => ({
    what: `Another account of the organisation has this staff number${of(d, 'staffNo')}.`,
    next: 'Check the number.',
  }),
  USER_ROLES_INCOMPATIBLE: (d) => ({
    what: `One account can't hold both roles${of(d, 'roles')}.`,
    next: 'Leave one out, or add a second account for the other post.',
  }),
  ORGANISATION_UNKNOWN: (d) => ({
    what: `There is no such organisation${of(d, 'organisation', 'code')}.`,
    next: 'Choose one from the list.',
  }),
  PASSWORD_TOO_SHORT: (d) => ({
    what: 'The password is too short.',
    next: d['shortest'] ? `Use at least ${String(d['shortest'])} characters.` : 'Choose a longer one.',
  }),
  DEMONSTRATION_ONLY: text('This exists only in the demonstration.', 'Sign in with your own account.'),
  CALENDAR_YEAR_MISSING: (d) => ({
    what: `There is no working-day calendar for the year${of(d, 'year')}, so the date can't be computed yet.`,
    next: 'Work goes on; the date is filled in when the administrator imports that calendar.',
  }),
  CALENDAR_FILE_INVALID: text(
    'The calendar file has faults; nothing of it was imported.',
    'Correct what is listed and choose the file again.',
  ),
  SUBMISSION_TERM_TOO_EARLY: (d) => ({
    what: `The due day of that period can no longer be changed${of(d, 'period')}.`,
    next: `Choose ${String(d['earliest'] ?? '')} or a later period.`,
  }),
  PERIOD_INVALID: (d) => ({ what: `The period isn't valid${of(d, 'period')}.`, next: 'Choose a month as YYYY-MM.' }),
  EXCHANGE_SOURCE_UNKNOWN: (d) => ({
    what: `There is no such exchange source${of(d, 'name', 'source')}.`,
    next: 'Choose one from the list, or ask the administrator to add it.',
  }),
  EXCHANGE_SOURCE_UNREACHABLE: (d) => ({
    what: `The exchange source can't be reached${of(d, 'name', 'source')}.`,
    next: 'It is tried again by itself and stops no other source; if it stays down, call the information institution.',
  }),
  EXCHANGE_SOURCE_INVALID: (d) => ({
    what: `The exchange source does not fit the standard${of(d, 'problem')}.`,
    next: 'Name its tables and columns in the mapping, or ask the information institution to change them.',
  }),
  SOURCE_MAPPING_INVALID: (d) => ({
    what: `The mapping is not valid${of(d, 'problems')}.`,
    next: 'Correct it and save again.',
  }),
  SOURCE_MAPPING_CHANGED: text(
    'Somebody saved another mapping after you opened it; yours was not saved.',
    'Refresh, look at the new one, and change it there.',
  ),
  EXPECTED_LIST_INVALID: (d) => ({
    what: `The list of expected submissions has an error${of(d, 'reason')}.`,
    next: 'Correct it and load it again.',
  }),
  PACKAGE_UNREADABLE: (d) => ({
    what: `The package can't be read${of(d, 'fileName', 'reason')}.`,
    next: 'Make sure it is a zip made to the exchange standard, export it again and upload it.',
  }),
  UPLOAD_TOO_LARGE: (d) => ({
    what: `The file is larger than allowed${of(d, 'limit')}.`,
    next: 'Split it, or ask the administrator about the exchange database.',
  }),
  READING_BUSY: text('Too many tables are being read; this one had no turn.', 'Try again in a moment.'),
  READING_TOO_LONG: text(
    'Reading this table took too long and was stopped.',
    'Narrow it down by a number; try a large download again later.',
  ),
  READING_FAILED: text(
    'Reading this table broke off; the data is unharmed.',
    'Try again; if it comes back, tell the administrator the request number.',
  ),
  UPLOAD_TOO_MANY: (d) => ({
    what: `There are too many unfinished uploads${of(d, 'most')}.`,
    next: 'Finish or give up some of them first.',
  }),
  SUBMISSION_REFUSED: text(
    'The submission failed its checks; nothing of it was taken in.',
    'Correct the listed errors and send it again with a higher version.',
  ),
  EVALUATION_RUNNING: (d) => ({
    what: `The period is being evaluated${of(d, 'period')}.`,
    next: 'Wait until it has finished; data that arrives meanwhile is evaluated afterwards.',
  }),
  EVALUATION_TOO_MANY_HITS: (d) => ({
    what: `There are more hits than allowed; the run was stopped${of(d, 'indicator', 'hits')}.`,
    next: "Check the indicator's parameters and data, then evaluate again.",
  }),
  MONTH_ALREADY_CLOSED: (d) => ({
    what: `The month is closed already${of(d, 'period')}.`,
    next: 'Later data restates it; the closed result stays as it is.',
  }),
  MONTH_CLOSE_PROPOSED: (d) => ({
    what: `A proposal to close the month waits for a decision${of(d, 'period')}.`,
    next: 'Another person decides on it, or it is withdrawn first.',
  }),
  MONTH_CLOSE_SETTLED: text(
    'This proposal has been decided already; nothing was done.',
    'Reload the page to see the outcome.',
  ),
  MONTH_NOT_LOCKED: (d) => ({
    what: `The lock day has not come; the month can't be closed yet${of(d, 'period', 'lockOn')}.`,
    next: 'Propose it on or after the lock day.',
  }),
  MONTH_NOT_EVALUATED: (d) => ({
    what: `Data or indicators of the month are not evaluated yet${of(d, 'period')}.`,
    next: 'Evaluate the month first, then propose it.',
  }),
  MONTH_CHANGED: (d) => ({
    what: `Data has changed since the proposal; the month was not closed${of(d, 'period')}.`,
    next: 'Reject this proposal, evaluate again and propose anew.',
  }),
  NEEDS_ANOTHER_PERSON: text('Who proposed it must not decide on it.', 'Another person with the right decides.'),
  INDICATOR_UNKNOWN: (d) => ({
    what: `There is no such indicator${of(d, 'code', 'indicator')}.`,
    next: 'Choose one from the catalogue.',
  }),
  INDICATOR_INVALID: (d) => ({
    what: `The indicator's definition has an error${of(d, 'code', 'indicator')}.`,
    next: 'Give the request number to the administrator.',
  }),
  STATUTORY_TABLE_FIXED: text(
    'This table stands in a law and comes with the product.',
    'Only figures that the region sets itself are entered.',
  ),
  STATUTORY_TABLE_INVALID: text(
    'The file of figures is not right; nothing was entered.',
    'Correct the rows and columns that are named, and enter it again.',
  ),
  WHITELIST_DOCUMENT_REQUIRED: text(
    'A whitelist entry names the paper that it rests on.',
    'Enter the title and number of a document that can be found.',
  ),
  WHITELIST_ENTRY_EXISTS: text(
    'The subject stands on the whitelist in these months already, or waits for its approval.',
    'Look at that entry first; propose a longer one when it has expired or was ended.',
  ),
  WHITELIST_ENTRY_SETTLED: text(
    'This whitelist entry has been decided already; nothing was done.',
    'Reload the page to see the outcome.',
  ),
  WHITELIST_MONTHS_INVALID: (d) => ({
    what: `These months can't be: they must be in order, ${String(d.months ?? 12)} at most, and not all gone.`,
    next: 'Choose other months; the entry can be proposed again when it has expired.',
  }),
  INDICATOR_VERSION_INVALID: (d) => ({
    what: `Something in this change of an indicator can't be${of(d, 'indicator')}.`,
    next: 'Correct it as the form says; a change that changes nothing need not be proposed.',
  }),
  INDICATOR_VERSION_PROPOSED: (d) => ({
    what: `A change of this indicator waits for its decision already${of(d, 'indicator', 'version')}.`,
    next: 'Wait for it, or let its author withdraw it first.',
  }),
  INDICATOR_VERSION_SETTLED: text(
    'This change has been decided already; nothing was done.',
    'Reload the page to see the outcome.',
  ),
  TEST_RUN_UNDER_WAY: text('This version is being tested already.', 'Wait for it to end, or cancel it first.'),
  INDICATOR_VERSION_STALE: (d) => ({
    what: `The version in force has changed since this was proposed${of(d, 'indicator')}; it can't be approved.`,
    next: 'Reject it, and propose anew on the version in force.',
  }),
  INDICATOR_CODE_RESERVED: (d) => ({
    what: `This code can't be used for an indicator of the office${of(d, 'indicator')}.`,
    next: 'Take a group and a number from 51 to 99, e.g. DY51.',
  }),
  INDICATOR_DRAFT_CHANGED: text(
    'The draft was saved elsewhere after you opened it; this was not saved.',
    'Copy what you have, then reload and merge.',
  ),
  INDICATOR_DRAFT_NOT_PASSED: text(
    "The draft has not passed its check and can't be submitted.",
    'Check it first, until every case passes.',
  ),
  FACT_STORE_INCOMPLETE: text(
    "The configured fact store isn't complete and can't evaluate.",
    'The administrator can go back to the default one.',
  ),
  FACT_FILE_DAMAGED: (d) => ({
    what: `A stored data file differs from its recorded hash${of(d, 'file')}.`,
    next: "Don't use this period's results, and tell the administrator at once.",
  }),
  ALERT_CHANGED: text(
    "The alert was changed after you opened it; your action wasn't carried out.",
    'Look at what changed and act again; what you typed is kept.',
  ),
  ALERT_COMMAND_NOT_POSSIBLE: text(
    "In the alert's present state this can't be done.",
    'Reload and use the actions that the page offers; what you typed is kept.',
  ),
  ALERT_HAS_NEW_HITS: text(
    "New hits were found after the answer, so the alert can't be closed yet.",
    'Return it to the agency, or state with a reason that the answer covers them.',
  ),
  ALERT_BRANCH_OPEN: text(
    "Something beside this alert (consultation, extension, field check, order or recovery plan) isn't over yet.",
    'Bring it to its end, or cancel it, first.',
  ),
  ALERT_RECOVERY_OPEN: (d) => ({
    what: `What was confirmed isn't fully recovered${of(d, 'remaining')}, so the alert can't be closed yet.`,
    next: 'Enter in the ledger what was confirmed and recovered, or have a plan of recovery approved first.',
  }),
  CLEANING_TASK_ENDED: text('This data task is over already.', 'Look at it again; nothing is left to do.'),
  BRANCH_INCOMPLETE: text('This step lacks something it needs.', 'Fill in what is marked and send it again.'),
  EXTENSION_DAY_INVALID: (d) => ({
    what: `The day asked for lies outside what is allowed${of(d, 'dueOn', 'mostDays')}.`,
    next: 'Choose a day after the present due day, within the number of days allowed.',
  }),
  MATTER_CHANGED: text(
    "The record was changed after you opened it; your action wasn't carried out.",
    'Look at what changed and act again; what you typed is kept.',
  ),
  MATTER_STEP_NOT_POSSIBLE: text(
    "This can't be done in the record's present state, or with what is filled in.",
    'Reload the page and go on with the actions that it offers.',
  ),
  ASSIGNEE_NOT_POSSIBLE: (d) => ({
    what:
      d['why'] === 'same'
        ? `The alert is this person's already${of(d, 'name')}.`
        : d['why'] === 'disabled'
          ? `The account is disabled${of(d, 'name')}.`
          : `An alert can only be given to somebody of one's own side who works on alerts${of(d, 'name')}.`,
    next: 'Choose somebody else.',
  }),
  STAND_IN_INVALID: (d) => ({
    what:
      {
        same_person: 'Nobody stands in for himself.',
        days: 'The last day lies before the first, or is over.',
        twice: 'Somebody stands in for this person on these days already.',
        absent_too: 'On these days the one who stands in is absent too, or the absent one stands in for somebody.',
      }[String(d['why'])] ?? 'The stand-in is not possible.',
    next: 'Change the days or the person.',
  }),
  ALERT_NOT_ALIKE: (d) => ({
    what: `It is not like the other alerts of the batch${of(d, 'like')}; one reason or answer cannot be said of both.`,
    next: 'Like alerts are of one indicator and, where an answer is judged, of one problem type. Handle it apart.',
  }),
  STAFF_INVOLVED: (d) => ({
    what: `The alert questions this person's own work${of(d, 'name')}.`,
    next: 'A colleague who had no part in it signs, verifies and answers.',
  }),
  CASE_ALERT_TAKEN: (d) => ({
    what: `An alert is in another case already${of(d, 'alerts')}.`,
    next: 'Take it out of that case first.',
  }),
  CASE_ALERTS_OPEN: (d) => ({
    what: `Alerts of the case have not ended yet${of(d, 'alerts')}.`,
    next: 'Close the case once all of them have.',
  }),
  INSPECTION_NOTICE_SHORT: (d) => ({
    what: `The notice comes too late for the first day; the last day for it was ${String(d['noticeBy'])}.`,
    next: 'Move the inspection, or have it approved to carry the notice in.',
  }),
  INSPECTION_TEAM_INCOMPLETE: text(
    'The team needs at least two members, each of whom has declared to have no interest.',
    'Add members, or ask them to declare.',
  ),
  INSPECTION_APPROVER_IN_TEAM: text(
    'A member of the team must not decide on its inspection.',
    'A head or leader outside the team decides, or the plan is revised with another team.',
  ),
  MAJOR_MATTER_BELOW_THRESHOLD: text(
    'The possible loss does not reach the threshold and nobody investigates the case.',
    'State the loss or the investigation in the case first.',
  ),
  REASON_REQUIRED: text('This needs a reason.', 'Give one of at least two characters.'),
  ANSWER_INCOMPLETE: text('The answer lacks something it needs.', 'Fill in what is marked and send it again.'),
  PROBLEM_TYPE_NOT_OFFERED: text("This problem type isn't offered for this alert.", 'Choose one of those listed.'),
  DOCUMENT_NOT_POSSIBLE: text(
    "In the present state of the alert or of its branch this document can't be made.",
    'Reload the page and choose from the documents that it offers.',
  ),
  DOCUMENT_INCOMPLETE: text('The document lacks something it needs, or a date is wrong.', 'Fill in what is marked.'),
  DOCUMENT_TEMPLATE_INVALID: (d) => ({
    what: `This template can't be used: ${templateProblem(d)}${of({ names: [d['names'] ?? []].flat().join(', ') || undefined }, 'names')}.`,
    next: 'Mend it in Word or WPS and upload it again; the template in force is unchanged.',
  }),
  EXPORT_TOO_LARGE: (d) => ({
    what: `Too many records match to be exported at once${of(d, 'rows', 'most')}.`,
    next: 'Narrow the filters and export in parts.',
  }),
  ATTACHMENT_TOO_LARGE: (d) => ({
    what: `The attachment is larger than allowed${of(d, 'fileName', 'limit', 'most')}.`,
    next: 'Compress or split it.',
  }),
  ATTACHMENT_TYPE_REFUSED: (d) => ({
    what: `This kind of attachment isn't accepted${of(d, 'fileName')}.`,
    next: 'Use PDF, an image, Word, Excel or a text.',
  }),
  ATTACHMENT_INFECTED: (d) => ({
    what: `A virus was found in the attachment; it was not kept${of(d, 'fileName', 'found')}.`,
    next: 'Clean your computer and use a clean file. What you typed is still here.',
  }),
  VIRUS_SCANNER_UNAVAILABLE: text(
    "The virus scanner doesn't answer; the attachment was not kept.",
    'What you typed is still here: try again later, and call the administrator if it lasts.',
  ),
  WEBHOOK_NOT_POSSIBLE: (d) =>
    webhookTexts[String(d['why'])] ?? { what: "The address can't be kept like this.", next: 'Check it and try again.' },
  CURSOR_INVALID: text('The place in the list is no longer valid.', 'Start again from the first page.'),
  SCHEMA_NEWER_THAN_CODE: text(
    "The database is newer than the program; it didn't start.",
    'The administrator has to upgrade the program.',
  ),
  INTERNAL: text(
    "Something failed inside the product; this wasn't done.",
    'Try again later; if it comes back, give the request number to the administrator.',
  ),
  NETWORK_UNREACHABLE: text("The server can't be reached.", 'Check the network and try again; what you typed is kept.'),
  REPLY_UNREADABLE: text("The server's reply can't be read.", 'Reload the page and try again.'),
  CANCELLED: text('Cancelled.', 'You can start again at any time.'),
};

const templateProblems: Readonly<Record<string, string>> = {
  not_docx: 'it is no Word document (.docx)',
  too_large: 'the file is too large',
  has_macros: 'it holds macros',
  has_embedded_objects: 'it holds embedded objects',
  has_outside_links: 'it refers to files elsewhere',
  tag_broken: 'a tag is incomplete',
  tag_unknown: 'tags do not belong to this kind of document',
  tag_missing: 'required tags are missing',
  not_in_pdf: 'it holds what the PDF cannot show',
};

function templateProblem(details: Readonly<Record<string, unknown>>): string {
  return templateProblems[String(details['problem'])] ?? String(details['problem'] ?? '');
}
