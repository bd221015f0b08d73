import type { BranchKind } from '@fundwatch/domain/alert';
import type { DocumentKind } from '@fundwatch/domain/documents';
import type { FindingPlace, Hand } from './tuning-story.js';

/** A document that somebody makes of an alert, or of one of its branches. */
export interface PaperStory extends Hand {
  kind: DocumentKind;
  of: FindingPlace;
  branch?: BranchKind;
}

export const papers: readonly PaperStory[] = [
  {
    kind: 'alert_letter',
    of: { indicator: 'DY01', agency: '120105', line: '170', period: '202609' },
    at: '2026-10-19T14:00:00+08:00',
    by: 'zhangmin',
  },
  {
    kind: 'supervise_order',
    of: { indicator: 'DY04', agency: '120102', line: '170', period: '202606' },
    branch: 'supervise_order',
    at: '2026-09-04T09:30:00+08:00',
    by: 'chenwei',
  },
  {
    kind: 'consultation_letter',
    of: { indicator: 'DY04', agency: '120111', line: '170', period: '202607' },
    branch: 'consultation',
    at: '2026-09-29T09:40:00+08:00',
    by: 'zhangmin',
  },
  {
    kind: 'field_check_report',
    of: { indicator: 'DY15', agency: '120116', line: '110', period: '202607' },
    branch: 'field_check',
    at: '2026-09-24T17:10:00+08:00',
    by: 'zhangmin',
  },
  {
    kind: 'closure_slip',
    of: { indicator: 'CW07', agency: '120112', line: '110', period: '202606' },
    at: '2026-09-24T17:40:00+08:00',
    by: 'wangjianguo',
  },
];
