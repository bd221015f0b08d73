import type { ReplyOf, routes } from '@fundwatch/domain/api';

type Alert = ReplyOf<typeof routes.getAlert>;
type AlertEvent = ReplyOf<typeof routes.listAlertEvents>['events'][number];

/** What differs between the alert as it was read and as it is now, and the events since. */
export interface AlertChanges {
  fields: { name: 'state' | 'hits' | 'amount' | 'dueOn'; before: string | null; after: string | null }[];
  events: AlertEvent[];
}

export function alertChanges(
  before: Pick<Alert, 'state' | 'hits' | 'amount' | 'dueOn'>,
  after: Pick<Alert, 'state' | 'hits' | 'amount' | 'dueOn'>,
  seenSequence: number,
  events: readonly AlertEvent[],
): AlertChanges {
  const names = ['state', 'hits', 'amount', 'dueOn'] as const;
  const text = (value: string | number | null) => (value === null ? null : String(value));
  return {
    fields: names
      .filter((name) => before[name] !== after[name])
      .map((name) => ({ name, before: text(before[name]), after: text(after[name]) })),
    events: events.filter((event) => event.sequence > seenSequence),
  };
}
