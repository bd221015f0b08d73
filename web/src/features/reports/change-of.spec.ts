import { expect, it } from 'vitest';
import { changeOf } from './change-of.js';

it('says how much more or less there is than before, to the cent', () => {
  expect(changeOf('closed', '12', '9')).toBe('+3');
  expect(changeOf('closed', '0', '1200')).toBe('−1,200');
  expect(changeOf('raised', '4', '4')).toBe('—');
  expect(changeOf('recovered', '12345678901234.57', '0.10')).toBe('+12,345,678,901,234.47');
  expect(changeOf('remaining', '-5.00', '0.01')).toBe('−5.01');
});
