import { addRecoveryEntry, type Application } from '@fundwatch/application';
import type { AlertSelector, LedgerEntry } from '../demo/index.js';
import { answeredAmount } from './answered-amount.js';
import { contextOfHand } from './context-of-hand.js';
import { findAlert } from './find-alert.js';

/** Enters one amount into the recovery ledger, on its day. */
export async function playLedgerEntry(app: Application, entry: LedgerEntry, which: AlertSelector): Promise<void> {
  const { kind, voucher, note = '', at } = entry;
  const context = await contextOfHand(app, entry, 'recovery');
  const { alertId } = await findAlert(app, context, which);
  const amount = entry.amount ?? (await answeredAmount(app, context, alertId));
  await addRecoveryEntry(app, context, { alertId, kind, amount, on: at.slice(0, 10), voucher, note });
}
