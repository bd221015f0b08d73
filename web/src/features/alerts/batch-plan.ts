import { mayDo, transitionFor, type AlertState } from '@fundwatch/domain/alert';
import type { Role } from '@fundwatch/domain/identity';

export const batchCommands = ['screen', 'dispatch', 'dismiss'] as const;
export type BatchCommand = (typeof batchCommands)[number];

/** Of the selected alerts, those that each command can be done to by these roles: the lifecycle's table decides. */
export function planBatches<Row extends { state: AlertState }>(
  rows: readonly Row[],
  roles: readonly Role[],
): { command: BatchCommand; rows: Row[] }[] {
  return batchCommands
    .map((command) => ({
      command,
      rows: rows.filter((row) => {
        const transition = transitionFor(row.state, command);
        return transition !== null && mayDo(transition, roles);
      }),
    }))
    .filter((batch) => batch.rows.length > 0);
}
