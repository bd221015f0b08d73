import type { FindingPlace, Hand } from './tuning-story.js';

/** An entry of an alert's recovery ledger, made on its own day. */
export interface LedgerEntry extends Hand {
  kind: 'confirmed' | 'agreed' | 'recovered';
  /** Yuan; left out: what the agency's answer confirmed. */
  amount?: string;
  voucher: string;
  note?: string;
}

export interface LedgerStory {
  of: FindingPlace;
  entries: readonly LedgerEntry[];
}

export const ledgers: readonly LedgerStory[] = [
  // What a family had drawn after a death is back before the alert is closed.
  {
    of: { indicator: 'DY01', agency: '120101', line: '110', period: '202606' },
    entries: [
      { at: '2026-08-25T09:50:00+08:00', by: 'zhangmin', kind: 'confirmed', voucher: '津监核〔2026〕4号' },
      {
        at: '2026-09-01T14:20:00+08:00',
        by: 'h120101',
        kind: 'recovered',
        voucher: 'SR202609-0003',
        note: '家属一次退清',
      },
    ],
  },
  // Settled to the cent, with the interest, before the alert is closed.
  {
    of: { indicator: 'CW07', agency: '120112', line: '110', period: '202606' },
    entries: [
      {
        at: '2026-08-28T10:40:00+08:00',
        by: 'zhangmin',
        kind: 'confirmed',
        amount: '8612.47',
        voucher: '津监核〔2026〕5号',
        note: '本金 8600.00 元，占用期间利息 12.47 元',
      },
      {
        at: '2026-09-02T15:00:00+08:00',
        by: 'h120112',
        kind: 'agreed',
        amount: '8612.47',
        voucher: '还款协议 2026-03',
      },
      {
        at: '2026-09-04T11:30:00+08:00',
        by: 'h120112',
        kind: 'recovered',
        amount: '3600.00',
        voucher: 'SR202609-0012',
        note: '责任人退回',
      },
      {
        at: '2026-09-18T10:20:00+08:00',
        by: 'h120112',
        kind: 'recovered',
        amount: '5012.47',
        voucher: 'SR202609-0047',
        note: '责任人退回余款和利息',
      },
    ],
  },
  {
    of: { indicator: 'DY01', agency: '120116', line: '110', period: '202608' },
    entries: [
      { at: '2026-10-14T09:30:00+08:00', by: 'zhangmin', kind: 'confirmed', voucher: '津监核〔2026〕9号' },
      { at: '2026-10-14T10:40:00+08:00', by: 'h120116', kind: 'agreed', voucher: '还款协议 2026-11' },
      {
        at: '2026-10-19T16:00:00+08:00',
        by: 'h120116',
        kind: 'recovered',
        amount: '456.18',
        voucher: 'SR202610-0021',
        note: '第一期',
      },
    ],
  },
  {
    of: { indicator: 'DY04', agency: '120103', line: '110', period: '202608' },
    entries: [{ at: '2026-10-16T10:10:00+08:00', by: 'chenwei', kind: 'confirmed', voucher: '津监核〔2026〕11号' }],
  },
];
