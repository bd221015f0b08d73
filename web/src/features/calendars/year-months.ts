import { addDays, weekdayOf } from '@fundwatch/domain/calendar';

/** How a day of a calendar year is drawn: by shape and word, not by colour alone. */
export type DayKind = 'worked' | 'weekend' | 'off' | 'make_up';
export interface YearDay {
  day: string;
  number: number;
  kind: DayKind;
}
export interface YearMonth {
  month: number;
  /** Weeks begin on Monday; null: a day of another month. */
  weeks: (YearDay | null)[][];
  worked: number;
}

/** The twelve months of a year as they hang on the wall. */
export function yearMonths(year: {
  year: number;
  daysOff: readonly string[];
  workingDays: readonly string[];
}): YearMonth[] {
  const off = new Set(year.daysOff);
  const makeUp = new Set(year.workingDays);
  const months: YearMonth[] = [];
  for (let day = `${year.year}-01-01`; day <= `${year.year}-12-31`; day = addDays(day, 1)) {
    const month = Number(day.slice(5, 7));
    if (months.length < month) months.push({ month, weeks: [], worked: 0 });
    const kind: DayKind = makeUp.has(day)
      ? 'make_up'
      : off.has(day)
        ? 'off'
        : weekdayOf(day) > 5
          ? 'weekend'
          : 'worked';
    const current = months[month - 1]!;
    if (current.weeks.length === 0 || weekdayOf(day) === 1) current.weeks.push(Array.from({ length: 7 }, () => null));
    current.weeks.at(-1)![weekdayOf(day) - 1] = { day, number: Number(day.slice(8)), kind };
    if (kind === 'worked' || kind === 'make_up') current.worked += 1;
  }
  return months;
}
