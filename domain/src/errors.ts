/** Every error code of the product, once. The server maps each to a status, the web to a Chinese and an English text. */
export const errorCodes = [
  'REQUEST_INVALID',
  'NOT_FOUND',
  'NOT_SIGNED_IN',
  'SESSION_EXPIRED',
  'NOT_ALLOWED',
  'ORIGIN_REFUSED',
  'SIGN_IN_FAILED',
  'SIGN_IN_THROTTLED',
  'NO_REQUEST_CONTEXT',
  'USER_NAME_TAKEN',
  'USER_ROLES_INCOMPATIBLE',
  'ORGANISATION_UNKNOWN',
  'PASSWORD_TOO_SHORT',
  'DEMONSTRATION_ONLY',
  'CALENDAR_YEAR_MISSING',
  'CALENDAR_FILE_INVALID',
  'PERIOD_INVALID',
  'SUBMISSION_TERM_TOO_EARLY',
  'EXCHANGE_SOURCE_UNKNOWN',
  'EXCHANGE_SOURCE_UNREACHABLE',
  'EXCHANGE_SOURCE_INVALID',
  'SOURCE_MAPPING_INVALID',
  'SOURCE_MAPPING_CHANGED',
  'EXPECTED_LIST_INVALID',
  'PACKAGE_UNREADABLE',
  'UPLOAD_TOO_LARGE',
  'UPLOAD_TOO_MANY',
  'SUBMISSION_REFUSED',
  'READING_BUSY',
  'READING_TOO_LONG',
  'READING_FAILED',
  'EVALUATION_RUNNING',
  'EVALUATION_TOO_MANY_HITS',
  'MONTH_ALREADY_CLOSED',
  'MONTH_CLOSE_PROPOSED',
  'MONTH_CLOSE_SETTLED',
  'MONTH_NOT_LOCKED',
  'MONTH_NOT_EVALUATED',
  'MONTH_CHANGED',
  'NEEDS_ANOTHER_PERSON',
  'INDICATOR_UNKNOWN',
  'INDICATOR_INVALID',
  'FACT_STORE_INCOMPLETE',
  'FACT_FILE_DAMAGED',
  'ALERT_CHANGED',
  'ALERT_COMMAND_NOT_POSSIBLE',
  'ALERT_HAS_NEW_HITS',
  'REASON_REQUIRED',
  'ANSWER_INCOMPLETE',
  'PROBLEM_TYPE_NOT_OFFERED',
  'ATTACHMENT_TOO_LARGE',
  'ATTACHMENT_TYPE_REFUSED',
  'CURSOR_INVALID',
  'SCHEMA_NEWER_THAN_CODE',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** An error that a person can act on: a code from the closed list and the facts that its text needs. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(Object.keys(details).length ? `${code} ${JSON.stringify(details)}` : code, options);
    this.name = 'DomainError';
  }
}
