import { expect, it } from 'vitest';
import { evidenceInWords } from './evidence-in-words.js';

it.each([
  ['78681672.570000', 'ratio', '78681672.57'],
  ['-100.000000', 'ratio', '-100'],
  ['120', 'ratio', '120'],
  ['8412.00', 'money', '8,412.00元'],
  ['202607', 'period', '2026-07'],
  ['120', 'integer', '120'],
])('the evidence %s of type %s is told as %s', (value, type, words) => {
  expect(evidenceInWords(value, type).replaceAll(' ', '')).toBe(words);
});
