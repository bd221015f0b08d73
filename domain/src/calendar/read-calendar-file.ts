import { DomainError } from '../errors.js';
import type { CalendarYear } from './calendar.js';
import { isPlainDay, weekdayOf, yearOf, type PlainDay } from './day.js';

/** One fault of a calendar file, with its place in the file. */
export interface CalendarProblem {
  where: string;
  zh: string;
  en: string;
}

/** A file lists at most so many faults: the first ones tell what is wrong with it. */
const MOST_PROBLEMS = 100;
/** 全国年节及纪念日放假办法: off every year; a file without them is cut short. */
const ALWAYS_OFF = ['01-01', '05-01', '10-01', '10-02', '10-03'];

interface Entry {
  where: string;
  day: unknown;
  off: boolean;
}
interface RawYear {
  where: string;
  year: unknown;
  papers: unknown;
  entries: Entry[];
}
type Report = (where: string, zh: string, en: string) => void;

/**
 * Reads a file of working-day calendars in one of two forms: `{ "2027": { papers, off, makeup_work } }` with any number of
 * years, or one year of holiday-cn, `{ year, papers, days: [{ name, date, isOffDay }] }`. Whole or not at all.
 * @throws DomainError CALENDAR_FILE_INVALID with every fault and its place
 */
export function readCalendarFile(text: string): CalendarYear[] {
  const problems: CalendarProblem[] = [];
  const report: Report = (where, zh, en) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ where, zh, en });
  };
  const years = readRawYears(text, report).flatMap((raw) => readYear(raw, report) ?? []);
  if (problems.length === 0 && years.length === 0) report('', '文件中没有年度。', 'The file has no year.');
  if (problems.length > 0) throw new DomainError('CALENDAR_FILE_INVALID', { problems });
  return years.sort((a, b) => a.year - b.year);
}

function readRawYears(text: string, report: Report): RawYear[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    report('', `不是 JSON：${(error as Error).message}`, `It is not JSON: ${(error as Error).message}`);
    return [];
  }
  if (!isRecord(json)) {
    report('', '文件应是一个 JSON 对象。', 'The file must be one JSON object.');
    return [];
  }
  return Array.isArray(json['days']) ? [ofHolidayCn(json, json['days'], report)] : ofYears(json, report);
}

function ofHolidayCn(json: Record<string, unknown>, days: unknown[], report: Report): RawYear {
  const entries = days.flatMap((one, index): Entry[] => {
    const where = `days[${index}]`;
    if (isRecord(one) && typeof one['isOffDay'] === 'boolean')
      return [{ where: `${where}.date`, day: one['date'], off: one['isOffDay'] }];
    report(where, '应有 date 和 isOffDay（true 或 false）。', 'It needs date and isOffDay (true or false).');
    return [];
  });
  return { where: 'year', year: json['year'], papers: json['papers'], entries };
}

function ofYears(json: Record<string, unknown>, report: Report): RawYear[] {
  return Object.entries(json).flatMap(([key, value]): RawYear[] => {
    if (!isRecord(value) || !Array.isArray(value['off'])) {
      report(
        key,
        '不认识的格式：应为“年度”下的 papers、off、makeup_work，或 holiday-cn 的 year、papers、days。',
        'Unknown form: expected papers, off and makeup_work under a year, or year, papers and days of holiday-cn.',
      );
      return [];
    }
    const list = (name: 'off' | 'makeup_work', off: boolean): Entry[] => {
      const days = value[name] ?? [];
      if (Array.isArray(days))
        return days.map((day: unknown, index) => ({ where: `${key}.${name}[${index}]`, day, off }));
      report(`${key}.${name}`, '应是日期的列表。', 'It must be a list of dates.');
      return [];
    };
    const entries = [...list('off', true), ...list('makeup_work', false)];
    return [{ where: key, year: /^\d{4}$/.test(key) ? Number(key) : key, papers: value['papers'], entries }];
  });
}

function readYear({ where, year, papers, entries }: RawYear, report: Report): CalendarYear | null {
  if (typeof year !== 'number' || !Number.isInteger(year) || year < 2000 || year > 2100) {
    report(where, '年度应在 2000 与 2100 之间。', 'The year must lie between 2000 and 2100.');
    return null;
  }
  const seen = new Map<PlainDay, boolean>();
  for (const { where: place, day, off } of entries) {
    if (typeof day !== 'string' || !isPlainDay(day)) {
      report(place, `“${String(day)}”不是日期（YYYY-MM-DD）。`, `"${String(day)}" is not a date (YYYY-MM-DD).`);
    } else if (yearOf(day) !== year) {
      report(place, `${day} 不在 ${year} 年内。`, `${day} lies outside ${year}.`);
    } else if (seen.has(day)) {
      if (seen.get(day) === off) report(place, `${day} 重复。`, `${day} is listed twice.`);
      else report(place, `${day} 既列为放假又列为上班。`, `${day} is listed both as a day off and as worked.`);
    } else {
      seen.set(day, off);
      if (!off && weekdayOf(day) <= 5)
        report(place, `${day} 不是周末，不能是调休上班日。`, `${day} is no weekend day, so it cannot make up.`);
    }
  }
  const missing = ALWAYS_OFF.map((day) => `${year}-${day}`).filter((day) => seen.get(day) !== true);
  if (missing.length > 0)
    report(
      where,
      `法定节日 ${missing.join('、')} 未列为放假，文件不完整。`,
      `${missing.join(', ')} are not listed as off: the file is cut short.`,
    );
  const read = readPapers(papers);
  if (!read) report(where, 'papers 应写明放假通知（题名或网址）。', 'papers must name the notices (title or address).');
  const daysWhere = (off: boolean) =>
    [...seen]
      .filter(([, isOff]) => isOff === off)
      .map(([day]) => day)
      .sort();
  return { year, papers: read ?? [], daysOff: daysWhere(true), workingDays: daysWhere(false) };
}

function readPapers(papers: unknown): CalendarYear['papers'] | null {
  if (!Array.isArray(papers) || papers.length === 0) return null;
  const read = papers.map((paper: unknown) => {
    if (typeof paper === 'string' && paper.trim())
      return { title: paper, url: /^https?:\/\//.test(paper) ? paper : null };
    if (!isRecord(paper) || typeof paper['title'] !== 'string' || !paper['title'].trim()) return null;
    const url = paper['url'];
    return { title: paper['title'], url: typeof url === 'string' && /^https?:\/\//.test(url) ? url : null };
  });
  return read.every((paper) => paper !== null) ? read : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
