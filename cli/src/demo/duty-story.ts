import type { FindingPlace, Hand } from './tuning-story.js';

/** Alerts that a head gives to one of her people. */
export interface AssignmentStory {
  given: Hand;
  /** A user name of the same office or agency. */
  to: string;
  alerts: readonly FindingPlace[];
}

/** A colleague has an absent one's work from day to day. */
export interface StandInStory {
  entered: Hand;
  absent: string;
  standIn: string;
  fromOn: string;
  untilOn: string;
  reason: string;
}

/** Most of the work is nobody's yet. */
export const assignments: readonly AssignmentStory[] = [
  {
    given: { at: '2026-10-19T15:05:00+08:00', by: 'wangjianguo' },
    to: 'zhangmin',
    alerts: [
      { indicator: 'CW07', agency: '120104', line: '170', period: '202607' },
      { indicator: 'CW08', agency: '120112', line: '110', period: '202606' },
      { indicator: 'DY01', agency: '120103', line: '170', period: '202608' },
    ],
  },
  {
    given: { at: '2026-10-19T15:10:00+08:00', by: 'wangjianguo' },
    to: 'chenwei',
    alerts: [
      { indicator: 'DY04', agency: '120111', line: '170', period: '202607' },
      { indicator: 'CB05', agency: '120103', line: '110', period: '202608' },
    ],
  },
  {
    given: { at: '2026-10-19T16:20:00+08:00', by: 'b120103' },
    to: 'h120103',
    alerts: [
      { indicator: 'CW01', agency: '120103', line: '110', period: '202608' },
      { indicator: 'DY04', agency: '120103', line: '120', period: '202608' },
    ],
  },
];

export const standIn: StandInStory = {
  entered: { at: '2026-10-19T16:50:00+08:00', by: 'chenwei' },
  absent: 'chenwei',
  standIn: 'zhangmin',
  fromOn: '2026-10-20',
  untilOn: '2026-10-23',
  reason: '参加基金监督业务培训。',
};
