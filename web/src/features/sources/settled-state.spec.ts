import { describe, expect, it } from 'vitest';
import { isSettled, resultOf } from './settled-state.js';

const problem = {
  checkCode: 'package_unreadable',
  file: null,
  table: null,
  row: null,
  column: null,
  value: null,
  reason: { zh: '数据包无法读取', en: 'unreadable' },
};

describe('the result of an uploaded package', () => {
  it('is awaited while the package waits or is checked', () => {
    expect((['waiting', 'checking', 'accepted', 'already_here', 'failed'] as const).map(isSettled)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(resultOf({ id: 'p', state: 'checking', submissionId: 's', problems: [] })).toBeNull();
  });

  it('a refused submission leads to its errors, an accepted one to itself', () => {
    expect(resultOf({ id: 'p', state: 'refused', submissionId: 's', problems: [] })?.to).toBe('/submissions/s#errors');
    expect(resultOf({ id: 'p', state: 'accepted', submissionId: 's', problems: [] })?.to).toBe('/submissions/s');
  });

  it('a package that could not be read as a submission says why on its own page', () => {
    expect(resultOf({ id: 'p', state: 'refused', submissionId: null, problems: [problem] })).toEqual({
      to: '/packages/p',
      what: 'seeWhy',
    });
  });

  it('a check that failed has nothing to show', () => {
    expect(resultOf({ id: 'p', state: 'failed', submissionId: null, problems: [] })).toBeNull();
  });
});
