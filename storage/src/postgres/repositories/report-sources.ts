import { firstDayOf, lastDayOf, type PlainDay } from '@fundwatch/domain/calendar';
import { figureEvents, type AlertFigure, type ReportRange } from '@fundwatch/domain/report';
import { ended } from './ended-alerts.js';

/** Values of a query, numbered as they are added. */
interface Values {
  add(value: unknown): string;
}

/** The bounds of a report as SQL; a query has only those values that it uses. */
export class ReportBounds {
  private written: Record<string, string> = {};

  constructor(
    private readonly range: ReportRange,
    private readonly businessDay: PlainDay,
    private readonly values: Values,
  ) {}

  get firstDay(): string {
    return (this.written['first'] ??= `${this.values.add(firstDayOf(this.range.from))}::date`);
  }
  get lastDay(): string {
    return (this.written['last'] ??= `${this.values.add(lastDayOf(this.range.to))}::date`);
  }
  get today(): string {
    return (this.written['today'] ??= `${this.values.add(this.businessDay)}::date`);
  }
  /** The instant at which the first day begins. */
  get start(): string {
    return `((${this.firstDay})::timestamp at time zone 'Asia/Shanghai')`;
  }
  /** The instant at which the last day is over. */
  get end(): string {
    return `((${this.lastDay} + 1)::timestamp at time zone 'Asia/Shanghai')`;
  }
}

/** What opens and ends alerts; a report reads back from what is open now. */
const turning = `'dismiss', 'close', 'withdraw', 'reopen', 'reopen_by_hand'`;
/** Until when the first answer was awaited: as it was extended, or as it was. */
export const answerDueOn = `case a.extended_clock when 'answer' then a.extended_due_on else a.answer_due_on end`;

const dayIn = (instant: string) => `(${instant} at time zone 'Asia/Shanghai')::date`;
const raisedIn = ({ start, end }: ReportBounds) => `a.raised_at >= ${start} and a.raised_at < ${end}`;
const dueIn = ({ firstDay, lastDay, today }: ReportBounds) =>
  `a.answer_due_on is not null and a.state <> 'withdrawn' and ${answerDueOn} between ${firstDay} and ${lastDay} and ${answerDueOn} < ${today}`;
const fromAlerts = (day: string, where: string, amount = 'null::numeric') =>
  `select a.id as alert_id, ${day} as day, ${amount} as amount from alert a where ${where}`;
const booked = (kind: string, { firstDay, lastDay }: ReportBounds) =>
  `select r.alert_id, r.booked_on as day, r.amount from recovery_entry r
   where r.kind = '${kind}' and r.voided_at is null and r.booked_on between ${firstDay} and ${lastDay}`;

const others: Readonly<Partial<Record<AlertFigure, (bounds: ReportBounds) => string>>> = {
  raised: (bounds) => fromAlerts(dayIn('a.raised_at'), raisedIn(bounds)),
  found: (bounds) =>
    fromAlerts(dayIn('a.raised_at'), `${raisedIn(bounds)} and a.state not in ('dismissed', 'withdrawn')`, 'a.amount'),
  due: (bounds) => fromAlerts(answerDueOn, dueIn(bounds)),
  overdue: (bounds) => fromAlerts(answerDueOn, `${dueIn(bounds)} and (a.answered_at is null or a.answered_late)`),
  confirmed: (bounds) => booked('confirmed', bounds),
  recovered: (bounds) => booked('recovered', bounds),
  remaining: ({ lastDay }) =>
    `select r.alert_id, ${lastDay} as day, sum(case r.kind when 'confirmed' then r.amount else - r.amount end) as amount
     from recovery_entry r where r.kind in ('confirmed', 'recovered') and r.voided_at is null and r.booked_on <= ${lastDay}
     group by r.alert_id having sum(case r.kind when 'confirmed' then r.amount else - r.amount end) <> 0`,
  open: ({ lastDay, end }) =>
    `${fromAlerts(
      lastDay,
      `a.state not in (${ended}) and a.raised_at < ${end}
       and not exists (select from alert_event e where e.alert_id = a.id and e.type in (${turning}) and e.at >= ${end})`,
    )}
     union all
     ${fromAlerts(
       lastDay,
       `a.raised_at < ${end} and a.id in (select t.alert_id
         from (select distinct on (e.alert_id) e.alert_id, e.from_state from alert_event e
               where e.type in (${turning}) and e.at >= ${end} order by e.alert_id, e.sequence) t
         where t.from_state not in (${ended}))`,
     )}`,
};

/**
 * What a figure counts, as a relation of `alert_id`, `day` and `amount`: reports sum it, and the list of alerts is narrowed
 * by it, so that a number and its list are the same. An alert stands in it once for each time.
 */
export function figureSource(figure: AlertFigure, bounds: ReportBounds): string {
  const types = figureEvents[figure];
  if (!types) return others[figure]!(bounds);
  return `select e.alert_id, ${dayIn('e.at')} as day, null::numeric as amount from alert_event e
    where e.type in (${types.map((type) => `'${type}'`).join(', ')}) and e.at >= ${bounds.start} and e.at < ${bounds.end}`;
}
