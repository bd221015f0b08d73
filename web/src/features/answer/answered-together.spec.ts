import { describe, expect, it } from 'vitest';
import { emptyForm } from './answer-form.js';
import { missingOfEach, noOwnWords, togetherBody, type TogetherAlert } from './answered-together.js';

const alert = (id: string): TogetherAlert => ({
  id,
  number: id,
  title: { zh: '死亡冒领', en: 'Paid after death' },
  subject: 'P1',
  subjectKind: 'person_no',
  amount: '100.00',
  dueOn: null,
  workingDaysLeft: null,
  revision: 3,
});
const form = {
  ...emptyForm(),
  problemType: 'P5' as const,
  explanation: '停发滞后',
  fields: { correctionSlip: '更-1' },
  confirmedAmount: '900.00',
};
const own = {
  a: { ...noOwnWords(), confirmedAmount: '8,412.00', recoveredAmount: '0' },
  b: { ...noOwnWords(), explanation: '已退回', fields: { correctionSlip: '更-2', why: 'x' } },
};
const together = { alerts: [alert('a'), alert('b')], own };

describe('several alerts answered together', () => {
  it('send what is said of all once, and of each what was typed for it; no amount is said of all', () => {
    expect(togetherBody(form, together)).toEqual({
      answer: { problemType: 'P5', explanation: '停发滞后', fields: { correctionSlip: '更-1' }, attachments: [] },
      alerts: [
        { id: 'a', revision: 3, own: { confirmedAmount: '8412.00', recoveredAmount: '0' } },
        {
          id: 'b',
          revision: 3,
          own: {
            explanation: '已退回',
            fields: { correctionSlip: '更-2' },
            confirmedAmount: null,
            recoveredAmount: null,
          },
        },
      ],
    });
  });

  it('are each held to what the problem type needs', () => {
    const missing = missingOfEach(form, together);
    expect(missing.get('a')).toEqual([]);
    expect(missing.get('b')!.map(({ name }) => name)).toEqual(['confirmedAmount', 'recoveredAmount']);
    expect(missingOfEach(emptyForm(), together).get('a')).toEqual([{ name: 'problemType', problem: 'missing' }]);
  });
});
