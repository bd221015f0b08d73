import { firstDayOf, lastDayOf } from '@fundwatch/domain/calendar';
import type { MatterFigure, ReportRange } from '@fundwatch/domain/report';

/** The day by which a figure counts a record: a column, or what is made of one. */
export const matterDays: Record<MatterFigure, string> = {
  inspections_begun: 'begun_on',
  inspections_finished: 'finished_on',
  major_matters_signed: `(signed_at at time zone 'Asia/Shanghai')::date`,
  major_matters_reported: 'reported_on',
};

/** Which records: those that a figure of a report counted. */
export interface MatterCounted {
  figure: MatterFigure;
  range: ReportRange;
}

/** The condition of a list for it, and its two values; always true without a figure. */
export function countedWhere(
  counted: MatterCounted | undefined,
  first: number,
): { sql: string; values: (string | null)[] } {
  const [from, to] = [`$${first}::date`, `$${first + 1}::date`];
  return counted
    ? {
        sql: `${matterDays[counted.figure]} between ${from} and ${to}`,
        values: [firstDayOf(counted.range.from), lastDayOf(counted.range.to)],
      }
    : { sql: `(${from} is null and ${to} is null)`, values: [null, null] };
}
