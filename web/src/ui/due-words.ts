/** What a due date says beside itself: the shape of a sentence and its number. */
export type DueWords =
  { kind: 'waiting' | 'none' | 'today' | 'justOverdue'; n: 0 } | { kind: 'left' | 'overdue'; n: number };

/**
 * How a due date stands: days left or overdue in working days.
 * @param today the business day; it decides where the count alone can't (due on Friday, looked at on Saturday)
 */
export function dueWords(
  dueOn: string | null,
  workingDaysLeft: number | null,
  waitingForCalendar: boolean,
  today: string | null,
): DueWords | null {
  if (waitingForCalendar) return { kind: 'waiting', n: 0 };
  if (!dueOn) return { kind: 'none', n: 0 };
  if (workingDaysLeft === null) return null;
  if (workingDaysLeft < 0) return { kind: 'overdue', n: -workingDaysLeft };
  if (today && dueOn < today) return { kind: 'justOverdue', n: 0 };
  if (workingDaysLeft === 0 || dueOn === today) return { kind: 'today', n: 0 };
  return { kind: 'left', n: workingDaysLeft };
}
