import type { ErrorCode } from '@fundwatch/domain';
import { roles, type Role } from '@fundwatch/domain/identity';
import type { ClientErrorCode } from '../api/api-error.js';
import { formatBytes, formatPeriod } from './format.js';
import { t } from './i18n.js';

/** What happened (and where), and what to do now. */
export interface ErrorText {
  what: string;
  next: string;
}
export type ErrorDetails = Record<string, unknown>;
type TextOf = (details: ErrorDetails) => ErrorText;
/** Every code of the product and of this side of the wire: a code without a text doesn't compile. */
export type ErrorTexts = Record<ErrorCode | ClientErrorCode, TextOf>;

/** A text that needs no facts. */
export const text =
  (what: string, next: string): TextOf =>
  () => ({ what, next });

/** The named facts of an error in brackets, as far as the server sent them. */
export const factsZh = (details: ErrorDetails, ...names: string[]): string => {
  const facts = factsOf(details, names);
  return facts.length ? `（${facts.join('，')}）` : '';
};
export const factsEn = (details: ErrorDetails, ...names: string[]): string => {
  const facts = factsOf(details, names);
  return facts.length ? ` (${facts.join(', ')})` : '';
};

function factsOf(details: ErrorDetails, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const value = details[name];
    if (name === 'limit' && typeof value === 'number') return [`≤ ${formatBytes(value)}`];
    if (name === 'period' && typeof value === 'string' && /^\d{6}$/.test(value)) return [formatPeriod(value)];
    if (name === 'roles' && Array.isArray(value)) return value.filter(isRole).map((role) => t(`words.role.${role}`));
    if (name === 'problems' && Array.isArray(value)) return value.slice(0, 3).flatMap(problemOf);
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
  });
}

function isRole(value: unknown): value is Role {
  return roles.includes(value as Role);
}

/** A refused field of a request, and why. */
function problemOf(problem: unknown): string[] {
  const { field, message } = (problem ?? {}) as { field?: unknown; message?: unknown };
  return typeof field === 'string' && typeof message === 'string' ? [field ? `${field}: ${message}` : message] : [];
}
