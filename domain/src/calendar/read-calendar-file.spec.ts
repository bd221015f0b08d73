import { describe, expect, it } from 'vitest';
import { DomainError } from '../errors.js';
import {
  builtInCalendar,
  compareYears,
  composeCalendar,
  isWorkingDay,
  readCalendarFile,
  type CalendarProblem,
} from './index.js';

const statutory = ['01-01', '05-01', '10-01', '10-02', '10-03'];
const paper = 'https://www.gov.cn/zhengce/2026.htm';
function aFile(year: number, more: { off?: unknown[]; makeup_work?: unknown[]; papers?: unknown } = {}): string {
  const off = [...statutory.map((day) => `${year}-${day}`), ...(more.off ?? [])];
  return JSON.stringify({ [year]: { papers: more.papers ?? [paper], off, makeup_work: more.makeup_work ?? [] } });
}
function problemsOf(text: string): CalendarProblem[] {
  try {
    readCalendarFile(text);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CALENDAR_FILE_INVALID')
      return error.details['problems'] as CalendarProblem[];
    throw error;
  }
  return [];
}

describe('a calendar file', () => {
  it('is read by years with days off, make-up days and the notices that order them', () => {
    expect(readCalendarFile(aFile(2027, { off: ['2027-02-05'], makeup_work: ['2027-02-14'] }))).toEqual([
      {
        year: 2027,
        papers: [{ title: paper, url: paper }],
        daysOff: ['2027-01-01', '2027-02-05', '2027-05-01', '2027-10-01', '2027-10-02', '2027-10-03'],
        workingDays: ['2027-02-14'],
      },
    ]);
  });

  it('is read in the form of holiday-cn as well', () => {
    const days = [...statutory, '02-05'].map((day) => ({ name: '节', date: `2027-${day}`, isOffDay: true }));
    const text = JSON.stringify({
      year: 2027,
      papers: [paper],
      days: [...days, { name: '春节', date: '2027-02-14', isOffDay: false }],
    });
    expect(readCalendarFile(text)).toEqual(
      readCalendarFile(aFile(2027, { off: ['2027-02-05'], makeup_work: ['2027-02-14'] })),
    );
  });

  it.each([
    ['a day outside the year', { off: ['2026-12-31'] }, '2027.off[5]', '不在 2027 年内'],
    ['a make-up day in the week', { makeup_work: ['2027-02-15'] }, '2027.makeup_work[0]', '不是周末'],
    [
      'a day both off and worked',
      { off: ['2027-02-14'], makeup_work: ['2027-02-14'] },
      '2027.makeup_work[0]',
      '既列为',
    ],
    ['a day listed twice', { off: ['2027-01-01'] }, '2027.off[5]', '重复'],
    ['a day that does not exist', { off: ['2027-02-29'] }, '2027.off[5]', '不是日期'],
    ['something that is no date', { off: [20270205] }, '2027.off[5]', '不是日期'],
    ['no notice', { papers: [] }, '2027', 'papers'],
  ])('with %s is refused, and told where', (_, more, where, said) => {
    expect(problemsOf(aFile(2027, more))).toEqual([
      { where, zh: expect.stringContaining(said), en: expect.any(String) },
    ]);
  });

  it.each([
    ['no JSON', '2027-01-01', '不是 JSON'],
    ['a list', '[]', 'JSON 对象'],
    ['no year', '{}', '没有年度'],
    ['another form', '{"2027": ["2027-01-01"]}', '不认识的格式'],
    ['a year long ago', aFile(1987), '2000 与 2100'],
    ['the statutory days missing', '{"2027": {"papers": ["x"], "off": ["2027-01-01"]}}', '文件不完整'],
    ['a day without isOffDay', '{"year": 2027, "papers": ["x"], "days": [{"date": "2027-01-01"}]}', 'isOffDay'],
  ])('that is %s is refused', (_, text, said) => {
    expect(
      problemsOf(text)
        .map(({ zh }) => zh)
        .join(),
    ).toContain(said);
  });

  it('tells every fault at once', () => {
    const faults = problemsOf(aFile(2027, { off: ['2026-12-31', 'x'], makeup_work: ['2027-02-15'] }));
    expect(faults.map(({ where }) => where)).toEqual(['2027.off[5]', '2027.off[6]', '2027.makeup_work[0]']);
  });
});

describe('the calendar in use', () => {
  const [year2027] = readCalendarFile(aFile(2027, { off: ['2027-02-05'] }));

  it('names every imported revision in its version, and the latest of a year holds', () => {
    const first = { ...year2027!, revision: 1 };
    const second = { ...year2027!, revision: 2, daysOff: [...year2027!.daysOff, '2027-02-08'] };
    expect(composeCalendar([])).toBe(builtInCalendar);
    expect(composeCalendar([first]).version).toBe('built-in-2026+2027.1');
    const calendar = composeCalendar([second, first]);
    expect(calendar.version).toBe('built-in-2026+2027.2');
    expect(isWorkingDay(calendar, '2027-02-08')).toBe(false);
    expect(isWorkingDay(calendar, '2026-02-14')).toBe(true);
  });

  it('of two versions differs on the days that are worked in one only', () => {
    const later = {
      ...year2027!,
      daysOff: [...year2027!.daysOff, '2027-02-06', '2027-02-08'],
      workingDays: ['2027-02-20'],
    };
    expect(compareYears(year2027!, later)).toEqual([
      { day: '2027-02-08', working: false },
      { day: '2027-02-20', working: true },
    ]);
  });
});
