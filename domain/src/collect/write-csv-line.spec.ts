import { describe, expect, it } from 'vitest';
import { guardFormula } from './guard-formula.js';
import { writeCsvLine } from './write-csv-line.js';

describe('a cell of an export', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd|calc', "'+cmd|calc"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['＝1', "'＝1"],
  ])('that could be a formula is guarded: %j', (text, guarded) => {
    expect(guardFormula(text)).toBe(guarded);
  });

  it.each(['-1234.50', '+7', '0', '1200.00', '张三', 'P001', '2026-09-01', "'=1", ''])(
    'that is none stays as it is: %j',
    (text) => {
      expect(guardFormula(text)).toBe(text);
    },
  );

  it('is quoted where it holds commas, quotes or line ends, and empty where there is no value', () => {
    expect(writeCsvLine(['a,b', 'say "no"', 'two\nlines', null, '', '-1.50', '=A1,B1'])).toBe(
      '"a,b","say ""no""","two\nlines",,,-1.50,"\'=A1,B1"\r\n',
    );
  });
});
