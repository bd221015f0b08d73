import { crashAt } from './config.js';

/** Places where a test stops the process dead, as a power cut would. */
export const crashPoints = [
  'collect.after-rename',
  'collect.before-commit',
  'evaluate.after-hits',
  'reconcile.mid',
  'reconcile.before-commit',
  'rules.before-commit',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

/** Dies at the named point, when the process was told to; only in a home that is marked as a test's. */
export function crashPoint(point: CrashPoint): void {
  if (crashAt === point) process.kill(process.pid, 'SIGKILL');
}
