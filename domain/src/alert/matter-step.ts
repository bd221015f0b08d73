import { DomainError } from '../errors.js';
import type { Commander } from './decide.js';
import { requireAnother } from './decide.js';
import { mayDo, type MatterTransition } from './transitions.js';

/** What somebody asks of a record that stands beside alerts. */
export interface MatterRequest<Command extends string> {
  command: Command;
  /** The revision that its author saw; 0 where the step opens the record. */
  revision: number;
  reason?: string | undefined;
}

/** How the record stands; null where it is not open yet. */
export interface MatterStanding<State extends string> {
  state: State;
  revision: number;
  /** The account that opened it. */
  openedBy: string;
}

/**
 * The row of the table for a step, once everything that holds for all such records is seen to: who may, the revision, the
 * state, another person, the reason.
 * @throws DomainError NOT_ALLOWED · MATTER_CHANGED · MATTER_STEP_NOT_POSSIBLE · NEEDS_ANOTHER_PERSON · REASON_REQUIRED
 */
export function requireStep<Row extends MatterTransition>(
  rows: readonly Row[],
  standing: MatterStanding<string> | null,
  request: MatterRequest<Row['command']>,
  by: Commander,
): { row: Row; reason: string | null; account: string } {
  const { command } = request;
  const ofCommand = rows.filter((one) => one.command === command);
  const { of } = ofCommand[0]!;
  if (by.kind !== 'user' || !ofCommand.some((one) => mayDo(one, by.roles)))
    throw new DomainError('NOT_ALLOWED', { command: `${of}.${command}` });
  if (standing && request.revision !== standing.revision)
    throw new DomainError('MATTER_CHANGED', { seen: request.revision, revision: standing.revision });
  const row = ofCommand.find(({ from }) =>
    standing ? (from as readonly string[]).includes(standing.state) : from.length === 0,
  );
  if (!row) throw notPossible(of, command, standing?.state ?? null);
  if (row.byAnother) requireAnother(standing?.openedBy ?? null, by);
  const reason = request.reason?.trim() || null;
  if (row.reasonRequired && !reason) throw new DomainError('REASON_REQUIRED', { command: `${of}.${command}` });
  return { row, reason, account: by.account };
}

/** A step that this state, or what is lacking, does not allow. */
export function notPossible(of: string, command: string, state: string | null, lacks?: string): DomainError {
  return new DomainError('MATTER_STEP_NOT_POSSIBLE', {
    command: `${of}.${command}`,
    state,
    ...(lacks ? { lacks } : {}),
  });
}

/** The steps that an account may take now, in the table's order. */
export function availableMatterSteps<Row extends MatterTransition>(
  rows: readonly Row[],
  standing: MatterStanding<string>,
  by: Commander,
): Row[] {
  if (by.kind !== 'user') return [];
  return rows.filter(
    (one) =>
      (one.from as readonly string[]).includes(standing.state) &&
      mayDo(one, by.roles) &&
      (!one.byAnother || standing.openedBy !== by.account),
  );
}
