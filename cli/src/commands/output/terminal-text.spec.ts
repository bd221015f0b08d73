import { describe, expect, it } from 'vitest';
import { cellsOf, onOneLine, padCells } from './terminal-text.js';

describe('text on a terminal', () => {
  it.each([
    ['', 0],
    ['120101', 6],
    ['津预2026-000123', 15],
    ['（全角）', 8],
    ['é', 1],
    ['e\u0301', 1],
    ['𠮷', 2],
  ])('%s takes %i cells', (text, cells) => {
    expect(cellsOf(text)).toBe(cells);
  });

  it('is padded by cells, not by characters, and never cut', () => {
    expect(padCells('和平区', 8)).toBe('和平区  ');
    expect(padCells('和平区', 3)).toBe('和平区');
  });

  it('from outside cannot steer the terminal or break the line', () => {
    expect(onOneLine('P1\u001b[2J\nP2\u202e')).toBe('P1�[2J�P2�');
  });
});
