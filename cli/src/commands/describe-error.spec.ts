import { DomainError, errorCodes } from '@fundwatch/domain';
import { describe, expect, it } from 'vitest';
import { describeError } from './describe-error.js';

describe('an error on the command line', () => {
  it.each(errorCodes)('%s is a plain sentence, with and without details', (code) => {
    const text = describeError(new DomainError(code));
    expect(text).toMatch(/^[A-Z].* .*[.:>]/s);
    expect(text).not.toMatch(/undefined|null|\{/);
    expect(text).not.toContain(code);
    expect(describeError(new DomainError(code, { period: '202609', problem: 'no answer' }))).not.toContain('undefined');
  });

  it('tells every mistake of a list with its place', () => {
    const problems = [
      { where: '1.line', problem: 'unknown' },
      { where: '', problem: 'not a list' },
    ];
    expect(describeError(new DomainError('EXPECTED_LIST_INVALID', { problems })).split('\n').slice(1)).toEqual([
      '  1.line: unknown',
      '  (the list): not a list',
    ]);
  });

  it('of a database that is down says where to look, also when several addresses were tried', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });
    const text =
      'The database cannot be reached (connect ECONNREFUSED 127.0.0.1:5432). Check DATABASE_URL and that it is running.';
    expect(describeError(refused)).toBe(text);
    expect(describeError(new AggregateError([refused, refused]))).toBe(text);
  });
});
