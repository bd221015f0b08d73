import { describe, expect, it } from 'vitest';
import { problemTypes } from '../alert/types.js';
import { answerRequirements, checkAnswer, fixReceipt, isLate, problemTypesOffered, type Answer } from './index.js';

const blank: Answer = {
  problemType: 'P1',
  explanation: '',
  fields: {},
  confirmedAmount: null,
  recoveredAmount: null,
  attachments: [],
};

describe('what an answer must bring along', () => {
  it.each([
    ['P1', ['table', 'recordId', 'field', 'before', 'after']],
    ['P2', ['mappingNote']],
    ['P3', ['policyDocument', 'policyClause']],
    ['P4', ['attachments']],
    ['P5', ['correctionSlip', 'confirmedAmount', 'recoveredAmount']],
    ['P6', ['employerNotice']],
    ['P7', ['persons', 'months', 'confirmedAmount', 'recoveredAmount']],
    ['P8', ['staff', 'posts', 'time']],
    ['P9', ['why', 'proposedParameter']],
    ['P10', ['sourceCorrection']],
    ['P11', ['plan', 'planDate']],
  ] as const)('%s needs an explanation and %j', (problemType, names) => {
    expect(checkAnswer({ ...blank, problemType })).toEqual(
      ['explanation', ...names].map((name) => ({ name, problem: 'missing' })),
    );
  });

  it('is complete with all of them, and blanks do not count', () => {
    const answer: Answer = {
      ...blank,
      problemType: 'P3',
      explanation: '按老办法',
      fields: { policyDocument: '津人社〔2019〕1号', policyClause: '第三条' },
    };
    expect(checkAnswer(answer)).toEqual([]);
    expect(checkAnswer({ ...answer, fields: { ...answer.fields, policyClause: '   ' } })).toEqual([
      { name: 'policyClause', problem: 'missing' },
    ]);
  });

  it('amounts are yuan with two decimals at most and never negative, also where they are not asked for', () => {
    const answer: Answer = {
      ...blank,
      problemType: 'P5',
      explanation: '多发',
      fields: { correctionSlip: '更-1' },
      confirmedAmount: '8412.00',
      recoveredAmount: '0',
    };
    expect(checkAnswer(answer)).toEqual([]);
    for (const wrong of ['8,412', '-1', '1.005', '1e3', '八千'])
      expect(checkAnswer({ ...answer, confirmedAmount: wrong })).toEqual([
        { name: 'confirmedAmount', problem: 'malformed' },
      ]);
    expect(
      checkAnswer({
        ...blank,
        problemType: 'P2',
        explanation: 'x',
        fields: { mappingNote: 'x' },
        recoveredAmount: 'much',
      }),
    ).toEqual([{ name: 'recoveredAmount', problem: 'malformed' }]);
  });

  it('no more can have come back than was paid too much', () => {
    const answer: Answer = { ...blank, problemType: 'P5', explanation: '多发', fields: { correctionSlip: '更-1' } };
    const amounts = (confirmedAmount: string, recoveredAmount: string) =>
      checkAnswer({ ...answer, confirmedAmount, recoveredAmount });
    expect(amounts('8412.00', '8412')).toEqual([]);
    expect(amounts('8412', '8412.01')).toEqual([{ name: 'recoveredAmount', problem: 'malformed' }]);
  });

  it('a corrected record is one of the exchange standard, with its key and a value that fits its field', () => {
    const said = { table: 'person', recordId: 'P0001', field: 'birth_date', before: '1950-01-11', after: '1951-01-11' };
    const problems = (more: Record<string, string>) =>
      checkAnswer({ ...blank, explanation: '录入有误', fields: { ...said, ...more } }).map(({ name }) => name);
    expect(problems({})).toEqual([]);
    expect(problems({ table: 'persons' })).toEqual(['table']);
    expect(problems({ table: 'death', recordId: '公安|1', field: 'death_date' })).toEqual(['table']);
    expect(problems({ recordId: 'P0001|2' })).toEqual(['recordId']);
    expect(problems({ field: 'birthday' })).toEqual(['field']);
    expect(problems({ after: '1951-13-01' })).toEqual(['after']);
    expect(problems({ after: '1950-01-11' }), 'nothing is changed').toEqual(['after']);
    expect(problems({ before: '（空）' })).toEqual([]);
    expect(problems({ field: 'name', after: '（空）' }), 'a required field cannot be empty').toEqual(['after']);
  });

  it('the date of a plan is a date', () => {
    expect(
      checkAnswer({ ...blank, problemType: 'P11', explanation: 'x', fields: { plan: 'x', planDate: '2026-02-30' } }),
    ).toEqual([{ name: 'planDate', problem: 'malformed' }]);
  });

  it('is written for every problem type in both languages', () => {
    for (const type of problemTypes) {
      const { zh, en, fields, problemType } = answerRequirements[type];
      expect(problemType).toBe(type);
      expect([zh, en, ...fields.flatMap((field) => [field.zh, field.en])].every((name) => name.length > 0)).toBe(true);
    }
  });

  it('P11 is offered only where extensions exist', () => {
    expect(problemTypesOffered(false)).toEqual(problemTypes.filter((type) => type !== 'P11'));
    expect(problemTypesOffered(true)).toEqual(problemTypes);
  });
});

describe('receipt and lateness', () => {
  it('receipt is the day of the signature, but never later than the automatic date', () => {
    expect(fixReceipt('2026-09-01T16:30:00Z', '2026-09-03')).toBe('2026-09-02');
    expect(fixReceipt('2026-09-10T01:00:00Z', '2026-09-03')).toBe('2026-09-03');
    expect(fixReceipt('2026-09-10T01:00:00Z', null)).toBe('2026-09-10');
  });

  it('nothing is late while the deadline waits for its calendar', () => {
    expect(isLate('2027-03-01T00:00:00Z', null)).toBeNull();
  });
});
