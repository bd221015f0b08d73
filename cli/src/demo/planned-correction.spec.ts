import { readCorrection } from '@fundwatch/domain/alert';
import { checkAnswer } from '@fundwatch/domain/feedback';
import { expect, it } from 'vitest';
import { humanSteps } from './human-steps.js';

const steps = humanSteps();

it('every answer P1 of the demonstration names a record and a value that can be checked', () => {
  const corrected = steps.flatMap(({ which, answer }) => (answer?.problemType === 'P1' ? [{ which, answer }] : []));
  for (const { answer } of corrected) expect(checkAnswer({ ...answer, attachments: [] })).toEqual([]);
  expect(
    corrected.map(({ which, answer }) => `${which.indicator} ${which.agency} ${readCorrection(answer.fields)?.field}`),
  ).toEqual(expect.arrayContaining(['DQ06 120101 id_number', 'DQ09 120105 credit_code', 'DY23 120104 reviewed_by']));
});
