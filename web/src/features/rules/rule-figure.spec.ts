import { expect, it } from 'vitest';
import { ruleFigure, unitName } from './rule-figure.js';

it('money is written to the cent, and anything else without decimals that say nothing', () => {
  expect(ruleFigure('1234567.5', '元')).toBe('1,234,567.50');
  expect(ruleFigure('-3.000000', '条')).toBe('-3');
  expect(ruleFigure(null, '元')).toBe('–');
});

it('a unit has its English word, and one without stays as it is', () => {
  expect(unitName('元', 'en')).toBe('yuan');
  expect(unitName('元', 'zh')).toBe('元');
  expect(unitName('亩', 'en')).toBe('亩');
});
