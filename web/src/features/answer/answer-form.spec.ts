import { describe, expect, it } from 'vitest';
import { answerOfForm, emptyForm, formOfDraft, missingIn } from './answer-form.js';

const typed = {
  ...emptyForm(),
  problemType: 'P5' as const,
  explanation: ' 系统未及时停发，已追回。 ',
  fields: { correctionSlip: '津和更2026-018', policyClause: '第八条' },
  confirmedAmount: '8,412.00',
  recoveredAmount: '2 804',
};

describe("the form of the agency's answer", () => {
  it('sends only the fields of the chosen type, and amounts as plain decimals', () => {
    expect(answerOfForm(typed)).toEqual({
      problemType: 'P5',
      explanation: '系统未及时停发，已追回。',
      fields: { correctionSlip: '津和更2026-018' },
      confirmedAmount: '8412.00',
      recoveredAmount: '2804',
      attachments: [],
    });
  });

  it('a complete answer lacks nothing', () => {
    expect(missingIn(typed)).toEqual([]);
  });

  it('says which fields are missing or malformed', () => {
    expect(missingIn({ ...typed, explanation: ' ', fields: {}, confirmedAmount: '八千' })).toEqual([
      { name: 'explanation', problem: 'missing' },
      { name: 'correctionSlip', problem: 'missing' },
      { name: 'confirmedAmount', problem: 'malformed' },
    ]);
  });

  it('asks for the problem type first', () => {
    expect(missingIn(emptyForm())).toEqual([{ name: 'problemType', problem: 'missing' }]);
  });

  it('takes over from a draft what fits and survives anything else', () => {
    expect(
      formOfDraft({ problemType: 'P99', explanation: 5, fields: { why: 'x', n: 3 }, attachments: ['a', 7] }),
    ).toEqual({
      ...emptyForm(),
      fields: { why: 'x', n: '' },
      attachments: ['a'],
    });
    expect(formOfDraft({ ...typed })).toEqual(typed);
  });
});
