import type { ControlBook, LogEntry, Step } from '../control-book.js';
import { atSecond, clock, workingDaysOf, type DemoPeriod } from '../months.js';
import type { Planting } from '../world.js';

interface Case {
  agency: string;
  period: DemoPeriod;
  day: string;
  /** Seconds after `start` of each step. */
  offsets: readonly number[];
  start: number;
  step?: Step;
  selfService?: true;
  verdict: 'hit' | 'near_miss';
  why?: string;
}

/** `count` steps, `gap` seconds apart. */
const every = (gap: number, count: number, from = 0): number[] =>
  Array.from({ length: count }, (_, i) => from + i * gap);

const cases: readonly Case[] = [
  {
    agency: '120115',
    period: '202606',
    day: '2026-06-25',
    start: clock(16, 10),
    offsets: every(2, 24),
    verdict: 'hit',
  },
  {
    // Twenty within exactly sixty seconds: the last is at second 60.
    agency: '120112',
    period: '202607',
    day: '2026-07-28',
    start: clock(15, 30),
    offsets: [...every(3, 19), 60],
    verdict: 'hit',
  },
  {
    // No minute holds twenty, but half of the gaps are two seconds.
    agency: '120116',
    period: '202608',
    day: '2026-08-25',
    start: clock(10, 5),
    offsets: [...every(2, 11), ...every(2, 11, 900)],
    verdict: 'hit',
  },
  {
    agency: '120104',
    period: '202609',
    day: '2026-09-16',
    start: clock(10, 20),
    offsets: every(1, 30),
    verdict: 'hit',
  },
  {
    agency: '120104',
    period: '202609',
    day: '2026-09-16',
    start: clock(15, 20),
    offsets: every(2, 22),
    verdict: 'near_miss',
    why: '60 秒内 22 笔，自 9 月起的版本满 24 笔才算',
  },
  {
    agency: '120103',
    period: '202606',
    day: '2026-06-25',
    start: clock(15, 5),
    offsets: every(3, 19),
    verdict: 'near_miss',
    why: '60 秒内 19 笔，不足 20 笔',
  },
  {
    agency: '120101',
    period: '202607',
    day: '2026-07-28',
    start: clock(14, 40),
    offsets: [...every(3, 16), 49, 53, 57, 61],
    verdict: 'near_miss',
    why: '20 笔用时 61 秒，间隔中位数 3 秒',
  },
  {
    agency: '120117',
    period: '202608',
    day: '2026-08-26',
    start: clock(11, 0),
    offsets: every(1, 40),
    selfService: true,
    verdict: 'near_miss',
    why: '自助渠道自动审核',
  },
  {
    agency: '120119',
    period: '202607',
    day: '2026-07-29',
    start: clock(10, 30),
    offsets: every(2, 25),
    step: 'second_review',
    verdict: 'near_miss',
    why: '复核环节，不是审核',
  },
];

/** Approvals in bulk by S009, who has no others in these days. */
export const nk02: Planting = {
  control(world) {
    // Two bursts in one month more than double the log.
    world.findings.hit('DQ05', '120104', '000', '120104', 'operation_log', '202609');
    for (const one of cases) {
      const control = world.controlOf(one.agency);
      const rows = one.offsets.map((offset, index) => handle(control, one, one.start + offset, index));
      const first = rows[0];
      if (!first) throw new Error('a burst of NK02 has no rows');
      const logNo = () => first.logNo;
      if (one.verdict === 'hit') world.findings.hit('NK02', one.agency, '000', 'S009', logNo, one.period);
      else world.findings.nearMiss('NK02', one.agency, '000', 'S009', logNo, one.period, one.why ?? '');
    }
  },
};

/** One business of a burst: its other steps by other persons, minutes apart, on the working day before. */
function handle(control: ControlBook, one: Case, second: number, index: number): LogEntry {
  const { period, day } = one;
  const no = control.newBusinessNo(period);
  const dayBefore =
    workingDaysOf(period)
      .filter((d) => d < day)
      .at(-1) ?? day;
  const more = { operation: '待遇资格认证', riskLevel: 'medium' as const };
  if (one.selfService) {
    return control.step(period, no, 'approval', 'S009', atSecond(day, second), { ...more, selfService: true });
  }
  const minute = (hour: number) => atSecond(dayBefore, clock(hour) + index * 110 + 17);
  control.step(period, no, 'accept', 'S001', minute(8), more);
  control.step(period, no, 'first_review', index % 2 ? 'S004' : 'S005', minute(10), more);
  if (one.step === 'second_review') {
    const review = control.step(period, no, 'second_review', 'S009', atSecond(day, second), more);
    control.step(period, no, 'approval', 'S008', atSecond(day, clock(13) + index * 140), more);
    return review;
  }
  control.step(period, no, 'second_review', index % 2 ? 'S006' : 'S007', minute(13), more);
  return control.step(period, no, 'approval', 'S009', atSecond(day, second), more);
}
