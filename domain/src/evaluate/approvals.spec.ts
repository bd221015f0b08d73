import { describe, expect, it } from 'vitest';
import { approvalKinds, approvalKindsOf } from './approvals.js';

describe('what waits for approval', () => {
  it('is all of it the head’s to decide', () => {
    expect(approvalKindsOf(['supervision_officer', 'supervision_head'])).toEqual([...approvalKinds]);
  });

  it('is the leader’s as far as months are closed', () => {
    expect(approvalKindsOf(['bureau_leader'])).toEqual(['month_close']);
  });

  it('is nobody’s who only proposes, looks or answers', () => {
    expect(approvalKindsOf(['supervision_officer', 'administrator', 'agency_head', 'internal_auditor'])).toEqual([]);
  });
});
