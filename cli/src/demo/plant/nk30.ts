import type { Planting } from '../world.js';

/** Unmasked looks of one account at one alert on one day. */
export interface Looks {
  on: string;
  by: string;
  organisation: string;
  which: { indicator: 'DQ06'; agency: string; line: string; period: '202606' };
  times: number;
}

/** A handler who looks at everything again and again, and an officer who stays at the limit. */
export const looks: readonly Looks[] = [
  {
    on: '2026-08-18T14:05:00+08:00',
    by: 'h120116',
    organisation: '120116',
    which: { indicator: 'DQ06', agency: '120116', line: '110', period: '202606' },
    times: 101,
  },
  {
    on: '2026-08-20T14:35:00+08:00',
    by: 'chenwei',
    organisation: '120000',
    which: { indicator: 'DQ06', agency: '120101', line: '110', period: '202606' },
    times: 100,
  },
];

export const nk30: Planting = {
  drafts({ findings }) {
    findings.hit('NK30', '120116', '000', '120116', 'h120116', '202608');
    findings.nearMiss('NK30', '120000', '000', '120000', 'chenwei', '202608', '正好 100 次');
  },
};
