import { crashAt } from './config.js';

/** Places where a test stops the process dead, as a power cut would. */
export type CrashPoint =
  | 'collect.after-rename'
  | 'collect.before-commit'
  | 'evaluate.after-hits'
  | 'reconcile.mid'
  | 'reconcile.before-commit';

export const crashPoints: readonly CrashPoint[] = [
  'collect.after-rename',
  'collect.before-commit',
  'evaluate.after-hits',
  'reconcile.mid',
  'reconcile.before-commit',
];

/** Dies at the named point, when the process was told to; only in a home that is marked as a test's. */
export function crashPoint(point: CrashPoint): void {
  if (crashAt === point) process.kill(process.pid, 'SIGKILL');
}
