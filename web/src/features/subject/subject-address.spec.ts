import { expect, test } from 'vitest';
import { subjectAddress } from './subject-address.js';

const of = { agency: '120101', line: '110', subject: 'P1' };

test('a person, an employer, a clerk and an account have a page, an agency has none', () => {
  const kinds = ['person_no', 'employer_no', 'staff_no', 'account_hash', 'agency'];
  expect(kinds.map((subjectKind) => subjectAddress({ ...of, subjectKind }))).toEqual([
    '/subjects/person/120101/110/P1',
    '/subjects/employer/120101/110/P1',
    '/subjects/staff/120101/110/P1',
    '/subjects/account/120101/110/P1',
    null,
  ]);
});

test('a number with a slash or a question mark stays one part of the address', () => {
  expect(subjectAddress({ ...of, subjectKind: 'staff_no', subject: '窗/3?' })).toBe(
    '/subjects/staff/120101/110/%E7%AA%97%2F3%3F',
  );
});
