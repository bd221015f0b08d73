import { describe, expect, it } from 'vitest';
import { branchTransitions, inspectionTransitions, majorMatterTransitions } from './alert/index.js';
import { approvalDeciders, approvalKinds, approvalKindsOf } from './approvals.js';

describe('what waits for approval', () => {
  it('beside an alert it is what the table of its life lets somebody approve, by the same roles', () => {
    const rows = branchTransitions.filter(({ command }) => command === 'approve');
    expect(rows.length).toBeGreaterThan(0);
    for (const { of, by } of rows) expect(approvalDeciders[of as keyof typeof approvalDeciders]).toEqual(by);
    expect(approvalKinds).toEqual(expect.arrayContaining(rows.map(({ of }) => of)));
  });

  it('of an inspection and a major matter it is the approval and the signature of their tables, by the same roles', () => {
    const by = (of: 'inspection' | 'major_matter', step: 'approve' | 'sign') =>
      [...inspectionTransitions, ...majorMatterTransitions].find((row) => row.of === of && row.command === step)?.by;
    expect(by('inspection', 'approve')).toEqual(approvalDeciders.inspection);
    expect(by('major_matter', 'sign')).toEqual(approvalDeciders.major_matter);
  });

  it('is the head’s, but for what only the leader may set going', () => {
    expect(approvalKindsOf(['supervision_officer', 'supervision_head'])).toEqual(
      approvalKinds.filter((kind) => !['field_check', 'supervise_order', 'major_matter'].includes(kind)),
    );
  });

  it('is the leader’s as far as checks, orders, inspections and major matters go out and months are closed', () => {
    expect(approvalKindsOf(['bureau_leader'])).toEqual([
      'field_check',
      'supervise_order',
      'inspection',
      'major_matter',
      'month_close',
    ]);
  });

  it('is the officer’s as far as agencies ask for time', () => {
    expect(approvalKindsOf(['supervision_officer'])).toEqual(['extension']);
  });

  it('is nobody’s who only proposes, looks or answers', () => {
    expect(approvalKindsOf(['administrator', 'agency_head', 'line_department', 'internal_auditor'])).toEqual([]);
  });
});
