/** Why a date is that date: the start, the rule, the roll and the calendar. The clocks of an alert have this shape. */
export interface DateReason {
  kind?: string;
  rule: 'two_working_days' | 'one_month' | 'ten_working_days' | 'thirty_days' | 'set_by_order';
  startedOn: string;
  dueOn: string | null;
  /** Before rolling to a working day; null where nothing is counted. */
  nominalOn: string | null;
  rolled: boolean;
  /** Null where the contract doesn't say it. */
  calendarVersion: string | null;
  waitingForCalendar: boolean;
}

/** The rule's key among the texts: a month to rectify rests on another article than a month to answer. */
export function ruleText({ kind, rule }: Pick<DateReason, 'kind' | 'rule'>) {
  return kind === 'rectification' && rule === 'one_month' ? 'one_month_rectification' : rule;
}
