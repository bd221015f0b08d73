import { describe, expect, it } from 'vitest';
import { answerOfEach, type SharedAnswer } from './answer-of-each.js';
import { checkAnswer } from './check-answer.js';

const shared: SharedAnswer = {
  problemType: 'P5',
  explanation: '系统停发滞后，均已停发。',
  fields: { correctionSlip: '津和更2026-018' },
  attachments: ['f1'],
};

describe('the answer to each of several alerts', () => {
  it('is what is said of all, but for what is said of this one', () => {
    const own = {
      explanation: '本人已主动退回。',
      fields: { correctionSlip: '津和更2026-019' },
      attachments: ['f2', 'f1'],
    };
    expect(answerOfEach(shared, { ...own, confirmedAmount: '8412.00', recoveredAmount: '0' })).toEqual({
      problemType: 'P5',
      explanation: '本人已主动退回。',
      fields: { correctionSlip: '津和更2026-019' },
      confirmedAmount: '8412.00',
      recoveredAmount: '0',
      attachments: ['f1', 'f2'],
    });
    expect(answerOfEach(shared, { explanation: '  ' }).explanation).toBe(shared.explanation);
  });

  it('never shares a correction: which record was put right is each one’s own', () => {
    const correction = { ...shared, problemType: 'P1' as const, fields: { before: '1950', after: '1951' } };
    expect(answerOfEach(correction).fields).toEqual({});
    expect(answerOfEach(correction, { fields: { before: '1949' } }).fields).toEqual({ before: '1949' });
  });

  it('has no amount but its own: one sum is never counted of several', () => {
    expect(checkAnswer(answerOfEach(shared)).map(({ name }) => name)).toEqual(['confirmedAmount', 'recoveredAmount']);
  });
});
