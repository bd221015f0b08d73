import type { CalendarYear } from '@fundwatch/domain/calendar';

const DAY = 86_400_000;
const at = (day: string) => new Date(`${day}T00:00:00Z`);
const written = (date: Date) => date.toISOString().slice(0, 10);

/**
 * Deadlines counted a second time, from the lists of days off alone and without the product's own counting: what the
 * clocks of alerts are held against. Null where a year is not listed.
 */
export class DaysByHand {
  constructor(private readonly years: readonly CalendarYear[]) {}

  /** The day in Shanghai, eight hours ahead the whole year. */
  static of(instant: string): string {
    return written(new Date(Date.parse(instant) + 8 * 3_600_000));
  }

  static after(day: string, days: number): string {
    return written(new Date(at(day).getTime() + days * DAY));
  }

  workingDaysAfter(day: string, count: number): string | null {
    let reached = day;
    for (let left = Math.abs(count); left > 0;) {
      reached = DaysByHand.after(reached, count < 0 ? -1 : 1);
      const worked = this.isWorked(reached);
      if (worked === null) return null;
      if (worked) left -= 1;
    }
    return reached;
  }

  /** The same number next month, or that month's last day; then past the days off. */
  oneMonthAfter(day: string): string | null {
    const [year, month, number] = day.split('-').map(Number) as [number, number, number];
    const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    return this.pastDaysOff(written(new Date(Date.UTC(year, month, Math.min(number, last)))));
  }

  thirtyDaysAfter(day: string): string | null {
    return this.pastDaysOff(DaysByHand.after(day, 30));
  }

  pastDaysOff(day: string): string | null {
    for (let reached = day; ; reached = DaysByHand.after(reached, 1)) {
      const worked = this.isWorked(reached);
      if (worked === null) return null;
      if (worked) return reached;
    }
  }

  private isWorked(day: string): boolean | null {
    const year = this.years.find((one) => one.year === Number(day.slice(0, 4)));
    if (!year) return null;
    if (year.workingDays.includes(day)) return true;
    return !year.daysOff.includes(day) && ![0, 6].includes(at(day).getUTCDay());
  }
}
