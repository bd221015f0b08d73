import { describe, expect, it } from 'vitest';
import { branchTransitions } from './alert/index.js';
import { approvalDeciders, approvalKinds, approvalKindsOf } from './approvals.js';

describe('what waits for approval', () => {
  it('beside an alert it is what the table of its life lets somebody approve, by the same roles', () => {
    const rows = branchTransitions.filter(({ command }) => command === 'approve');
    expect(rows.length).toBeGreaterThan(0);
    for (const { of, by } of rows) expect(approvalDeciders[of as keyof typeof approvalDeciders]).toEqual(by);
    expect(approvalKinds).toEqual(expect.arrayContaining(rows.map(({ of }) => of)));
  });

  it('is the head’s, but for what only the leader may set going', () => {
    expect(approvalKindsOf(['supervision_officer', 'supervision_head'])).toEqual(
      approvalKinds.filter((kind) => kind !== 'field_check' && kind !== 'supervise_order'),
    );
  });

  it('is the leader’s as far as checks and orders go out and months are closed', () => {
    expect(approvalKindsOf(['bureau_leader'])).toEqual(['field_check', 'supervise_order', 'month_close']);
  });

  it('is the officer’s as far as agencies ask for time', () => {
    expect(approvalKindsOf(['supervision_officer'])).toEqual(['extension']);
  });

  it('is nobody’s who only proposes, looks or answers', () => {
    expect(approvalKindsOf(['administrator', 'agency_head', 'line_department', 'internal_auditor'])).toEqual([]);
  });
});
