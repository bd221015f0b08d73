import { sumDecimals, type AlertState, type CaseCommand, type CaseState, type Decimal } from '../alert/index.js';
import type { Instant, PlainDay } from '../calendar/index.js';

/** 案件: several alerts on one subject or matter, handled together. Each keeps its own state and clocks. */
export interface Case {
  id: string;
  /** 津案2026-0001. */
  number: string;
  title: string;
  summary: string;
  state: CaseState;
  /** Rises with every change; a step must name the one that its author saw. */
  revision: number;
  openedBy: string;
  /** Who handles it: its opener, until another one takes it over. */
  officer: string;
  openedAt: Instant;
  closedAt: Instant | null;
  /** Possible loss, yuan, as somebody stated it with a reason; null: the sum of its alerts' amounts, see `possibleLoss`. */
  statedLoss: Decimal | null;
  lossReason: string | null;
  /** Somebody investigates it: since when, and which body. */
  investigationOn: PlainDay | null;
  investigationBody: string | null;
}

/** What a case needs to know of an alert. */
export interface CaseAlert {
  id: string;
  number: string;
  state: AlertState;
  amount: Decimal | null;
}

/** An entry of the case's own timeline. */
export interface CaseEvent {
  type: CaseCommand;
  at: Instant;
  reason: string | null;
  details: Record<string, unknown>;
}

/** 津案2026-0001; of inspections and major matters likewise. */
export function matterNumber(prefix: string, year: number, sequence: number): string {
  return `${prefix}${year}-${String(sequence).padStart(4, '0')}`;
}

/**
 * The possible loss of a case, yuan: what was stated, else the sum of its alerts' amounts, without those that turned out to be
 * nothing (dismissed, withdrawn); null when none has one.
 */
export function possibleLoss(
  one: Pick<Case, 'statedLoss'>,
  alerts: readonly Pick<CaseAlert, 'amount' | 'state'>[],
): Decimal | null {
  const counted = alerts.filter(({ state }) => state !== 'dismissed' && state !== 'withdrawn');
  return one.statedLoss ?? sumDecimals(counted.map(({ amount }) => amount));
}
