import { groupAlike, mayDo, transitionFor, type Likeable } from '@fundwatch/domain/alert';
import type { Role } from '@fundwatch/domain/identity';

export const batchCommands = ['screen', 'dispatch', 'dismiss', 'answer', 'close'] as const;
export type BatchCommand = (typeof batchCommands)[number];
export interface Batch<Row> {
  command: BatchCommand;
  /** Like alerts by like alerts: what is written is said of one group only. */
  groups: Row[][];
}

/** Of the selected alerts, those that each command can be done to by these roles: the lifecycle's table decides. */
export function planBatches<Row extends Likeable>(rows: readonly Row[], roles: readonly Role[]): Batch<Row>[] {
  return batchCommands
    .map((command) => ({
      command,
      groups: groupAlike(
        rows.filter((row) => {
          const transition = transitionFor(row.state, command);
          return transition !== null && mayDo(transition, roles);
        }),
      ),
    }))
    .filter(({ groups }) => groups.length > 0);
}
