/** From which dates on the notices about a deadline are due today. */
export interface ReminderDays {
  today: string;
  /** A reminder is due for what must be done until this day. */
  remindThrough: string;
  /** What was due on this day or before is told to the agency's head, and to the head of supervision; null: nothing yet. */
  agencyHeadThrough: string | null;
  supervisionHeadThrough: string | null;
}

/** As `$1` to `$4` of a query. */
export function valuesOf(days: ReminderDays): (string | null)[] {
  return [days.today, days.remindThrough, days.agencyHeadThrough, days.supervisionHeadThrough];
}

/** A notice of the date `dueOn` that is due and not in `table` yet; `of` names the rows there. */
export function unwritten(table: string, of: string, dueOn: string): string {
  return `select from (values ('remind', ${dueOn} >= $1::date and ${dueOn} <= $2::date), ('breach', ${dueOn} < $1::date),
      ('escalate_agency_head', ${dueOn} <= $3::date), ('escalate_supervision_head', ${dueOn} <= $4::date)) as notice (kind, due)
    where notice.due and not exists (select from ${table} r where ${of} and r.due_on = ${dueOn} and r.kind = notice.kind)`;
}
