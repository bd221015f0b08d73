import {
  caseTransitions,
  endedStates,
  notPossible,
  requireStep,
  type AlertEventType,
  type CaseCommand,
  type CaseTransition,
  type Commander,
  type Decimal,
  type MatterRequest,
} from '../alert/index.js';
import { shanghaiDayOf, type Instant, type PlainDay } from '../calendar/index.js';
import { DomainError } from '../errors.js';
import type { Case, CaseAlert, CaseEvent } from './case.js';

/** One step of a case; what its command doesn't need is left out. */
export interface CaseRequest extends MatterRequest<CaseCommand> {
  title?: string | undefined;
  summary?: string | undefined;
  /** The account that changes it handles it from now on. */
  takeOver?: boolean | undefined;
  /** Alerts to join to it, or to take out of it. */
  alerts?: readonly (CaseAlert & { caseId: string | null })[] | undefined;
  /** Null: the sum of its alerts' amounts again. */
  loss?: Decimal | null | undefined;
  /** Null: no investigation (any more). */
  investigation?: { on: PlainDay; body: string } | null | undefined;
}

export interface CaseContext {
  now: Instant;
  by: Commander;
  /** The alerts that the case holds now. */
  holds: readonly CaseAlert[];
}

export interface CaseDecision {
  case: Case;
  event: CaseEvent;
  joined: readonly CaseAlert[];
  left: readonly CaseAlert[];
}

/**
 * What a step makes of a case. Changes nothing.
 * @throws DomainError NOT_ALLOWED · MATTER_CHANGED · MATTER_STEP_NOT_POSSIBLE · REASON_REQUIRED · CASE_ALERT_TAKEN ·
 *   CASE_ALERTS_OPEN
 */
export function decideCase(
  standing: Case | { id: string; number: string },
  request: CaseRequest,
  context: CaseContext,
): CaseDecision {
  const known = 'state' in standing ? standing : null;
  const { row, reason, account } = requireStep(caseTransitions, known, request, context.by);
  const begun: Case = known ?? {
    id: standing.id,
    number: standing.number,
    title: '',
    summary: '',
    state: 'open',
    revision: -1,
    openedBy: account,
    officer: account,
    openedAt: context.now,
    closedAt: null,
    statedLoss: null,
    lossReason: null,
    investigationOn: null,
    investigationBody: null,
  };
  const effect = effectOf(begun, row, request, context, reason, account);
  return {
    case: { ...begun, ...effect.change, state: row.to ?? begun.state, revision: begun.revision + 1 },
    event: { type: row.command, at: context.now, reason, details: effect.details },
    joined: effect.joined ?? [],
    left: effect.left ?? [],
  };
}

interface Effect {
  change: Partial<Case>;
  details: Record<string, unknown>;
  joined?: readonly CaseAlert[];
  left?: readonly CaseAlert[];
}

function effectOf(
  one: Case,
  { command }: CaseTransition,
  request: CaseRequest,
  { now, holds }: CaseContext,
  reason: string | null,
  account: string,
): Effect {
  const alerts = request.alerts ?? [];
  const numbers = { alerts: alerts.map(({ number }) => number) };
  switch (command) {
    case 'open':
    case 'change': {
      const title = request.title?.trim() ?? one.title;
      const summary = request.summary?.trim() ?? one.summary;
      if (!title || !summary) throw notPossible('case', command, one.state, title ? 'summary' : 'title');
      if (command === 'change') {
        const officer = request.takeOver ? account : one.officer;
        return {
          change: { title, summary, officer },
          details: { before: one.title, takenOver: officer !== one.officer },
        };
      }
      requireFree(one, alerts);
      return { change: { title, summary }, details: numbers, joined: alerts };
    }
    case 'join': {
      requireFree(one, alerts);
      const fresh = alerts.filter(({ caseId }) => caseId === null);
      if (fresh.length === 0) throw notPossible('case', command, one.state, 'alerts');
      return { change: {}, details: { alerts: fresh.map(({ number }) => number) }, joined: fresh };
    }
    case 'leave': {
      if (alerts.length === 0 || alerts.some(({ caseId }) => caseId !== one.id))
        throw notPossible('case', command, one.state, 'alerts');
      return { change: {}, details: numbers, left: alerts };
    }
    case 'state_loss': {
      const loss = request.loss ?? null;
      return {
        change: { statedLoss: loss, lossReason: loss === null ? null : reason },
        details: { before: one.statedLoss, loss },
      };
    }
    case 'state_investigation': {
      const { on = null, body = null } = request.investigation ?? {};
      if (on !== null && (on > shanghaiDayOf(now) || !body?.trim()))
        throw notPossible('case', command, one.state, 'investigation');
      return { change: { investigationOn: on, investigationBody: body?.trim() ?? null }, details: { on, body } };
    }
    case 'close': {
      const open = holds.filter(({ state }) => !(endedStates as readonly string[]).includes(state));
      if (open.length > 0) throw new DomainError('CASE_ALERTS_OPEN', { alerts: open.map(({ number }) => number) });
      return { change: { closedAt: now }, details: {} };
    }
    case 'reopen':
      return { change: { closedAt: null }, details: {} };
  }
}

/** An alert is in one case at most. */
function requireFree(one: Case, alerts: readonly (CaseAlert & { caseId: string | null })[]): void {
  const taken = alerts.filter(({ caseId }) => caseId !== null && caseId !== one.id);
  if (taken.length > 0) throw new DomainError('CASE_ALERT_TAKEN', { alerts: taken.map(({ number }) => number) });
}

/** What is written in the timeline of an alert that joins or leaves. */
export function membershipEvent(
  type: Extract<AlertEventType, 'case.join' | 'case.leave'>,
  one: Pick<Case, 'number' | 'title'>,
): { type: AlertEventType; details: Record<string, unknown> } {
  return { type, details: { case: one.number, title: one.title } };
}
