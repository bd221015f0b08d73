import { crashAt } from './config.js';

/** Places where a test stops the process dead, as a power cut would: on the way from a package to its alerts. */
export const crashPoints = [
  'collect.after-rename',
  'collect.before-commit',
  'evaluate.after-hits',
  'reconcile.mid',
  'reconcile.before-commit',
  'rules.before-commit',
] as const;
/** The same in the life of alerts: in the sweeps of the jobs process, and in the server between a commit and its reply. */
export const sweepCrashPoints = [
  'dispatch.after-receipt',
  'dispatch.after-consultation',
  'feedback.after-notice',
  'feedback.before-notice-commit',
] as const;
export const serverCrashPoints = [
  'alert.before-commit',
  'alert.after-commit',
  'branch.before-commit',
  'branch.after-commit',
  'attachment.after-rename',
  'document.after-rename',
] as const;
/** The same where corrected data are held against what agencies promised. */
export const cleaningCrashPoints = ['cleaning.before-commit', 'cleaning.after-commit'] as const;
/** In the server, when a package is kept and nobody has been told to check it. */
export const uploadCrashPoints = ['package.before-enqueue'] as const;
/** The same where something is told outside. */
export const tellingCrashPoints = ['mail.after-send', 'webhook.after-send'] as const;
export type CrashPoint =
  | (typeof crashPoints)[number]
  | (typeof sweepCrashPoints)[number]
  | (typeof serverCrashPoints)[number]
  | (typeof cleaningCrashPoints)[number]
  | (typeof uploadCrashPoints)[number]
  | (typeof tellingCrashPoints)[number];

/** Dies at the named point, when the process was told to; only in a home that is marked as a test's. */
export function crashPoint(point: CrashPoint): void {
  if (crashAt === point) process.kill(process.pid, 'SIGKILL');
}
