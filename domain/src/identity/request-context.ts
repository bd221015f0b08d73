import type { Role } from './roles.js';

/**
 * What a request may see; PostgreSQL's row-level security reads its text form.
 * `all`: every agency · `agency:<code>`: its own, and of alerts only what was dispatched ·
 * `department:<organisation>`: the dispatched alerts on which it is consulted, nothing else ·
 * `submissions`: submissions and runs of every agency, no alerts (administrator, information institution, data steward) · `none`.
 */
export type Scope = 'all' | `agency:${string}` | `department:${string}` | 'submissions' | 'none';

/** Who asks, in which scope; every transaction is opened with one. */
export interface RequestContext {
  actor:
    | { kind: 'user'; userId: string; userName: string; displayName: string; organisation: string }
    | { kind: 'system'; name: string };
  roles: readonly Role[];
  scope: Scope;
  /** Number that a person can quote on the phone; also in the log. */
  requestId: string;
}

/** The scope of an account: the widest of its roles; nothing unless a role gives it. */
export function scopeOf(accountRoles: readonly Role[], organisation: string): Scope {
  const has = (...wanted: Role[]) => accountRoles.some((role) => wanted.includes(role));
  if (has('supervision_officer', 'supervision_head', 'bureau_leader')) return 'all';
  if (has('agency_handler', 'agency_head')) return `agency:${organisation}`;
  if (has('administrator', 'information_institution', 'data_steward')) return 'submissions';
  if (has('line_department')) return `department:${organisation}`;
  return 'none';
}

/** The explicit context of jobs and of the command line. */
export function systemContext(name: string, requestId: string): RequestContext {
  return { actor: { kind: 'system', name }, roles: [], scope: 'all', requestId };
}
