import type { AlertEventType } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { Branch } from './alert-actions.js';
import type { AlertEvent } from './use-alert.js';

type Answer = ReplyOf<typeof routes.getAlert>['answers'][number];

/** One thing that was said or done between office, agency, department and leader. */
export type Entry =
  | { kind: 'answer'; key: string; at: string; answer: Answer }
  | { kind: 'event'; key: string; at: string; event: AlertEvent }
  | { kind: 'branch'; key: string; at: string; branch: Branch; steps: AlertEvent[] };

/** What the office and the agency say to each other outside answers; everything else is in the timeline only. */
const spoken = new Set<AlertEventType>([
  'return',
  'cover_new_hits',
  'order_rectification',
  'report_rectification',
  'return_rectification',
  'submit_for_second_review',
  'object_to_closing',
  'reopen_by_hand',
]);

/** Answers, what was said about them, and what ran beside them, in the order in which each began. */
export function conversationOf(
  answers: readonly Answer[],
  branches: readonly Branch[],
  events: readonly AlertEvent[],
): Entry[] {
  const entries: Entry[] = [
    ...answers.map((answer): Entry => ({ kind: 'answer', key: answer.id, at: answer.answeredAt, answer })),
    ...events
      .filter(({ type }) => spoken.has(type))
      .map((event): Entry => ({ kind: 'event', key: event.id, at: event.at, event })),
    ...branches.map((branch): Entry => ({
      kind: 'branch',
      key: branch.id,
      at: branch.openedAt,
      branch,
      steps: stepsOf(branch, events),
    })),
  ];
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** The steps of a branch as the timeline has them, in order. */
export function stepsOf({ id, kind }: Pick<Branch, 'id' | 'kind'>, events: readonly AlertEvent[]): AlertEvent[] {
  return events
    .filter(({ type, details }) => type.startsWith(`${kind}.`) && details['branchId'] === id)
    .sort((a, b) => a.sequence - b.sequence);
}

/** Measures of a rectification as an event carries them. */
export function measuresOf({ details }: Pick<AlertEvent, 'details'>): { text: string; on: string }[] {
  const given = Array.isArray(details['measures']) ? (details['measures'] as unknown[]) : [];
  return given.flatMap((one) => {
    const { text, on } = (one ?? {}) as { text?: unknown; on?: unknown };
    return typeof text === 'string' && typeof on === 'string' ? [{ text, on }] : [];
  });
}

/** The points of a return. */
export function pointsOf({ details }: Pick<AlertEvent, 'details'>): string[] {
  return textsIn(details['points']);
}

/** What was attached to a step: of a branch by their ids, of a report of rectification with their names. */
export function attachedIds({ type, details }: Pick<AlertEvent, 'type' | 'details'>): string[] {
  const given = details[`${type.split('.')[1] ?? ''}Attachments`] ?? details['attachments'];
  if (!Array.isArray(given)) return [];
  return textsIn(given.map((one: unknown) => (typeof one === 'string' ? one : (one as { id?: unknown } | null)?.id)));
}

function textsIn(given: unknown): string[] {
  return Array.isArray(given) ? given.filter((one): one is string => typeof one === 'string') : [];
}
