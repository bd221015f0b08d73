import { describe, expect, it } from 'vitest';
import { placeAfter } from './grid-place.js';

describe('moving over the board by keys', () => {
  const size = { rows: 3, columns: 4 };

  it('goes one cell at a time and stops at the edges', () => {
    expect(placeAfter('ArrowDown', { row: 0, column: 1 }, size)).toEqual({ row: 1, column: 1 });
    expect(placeAfter('ArrowUp', { row: 0, column: 1 }, size)).toEqual({ row: 0, column: 1 });
    expect(placeAfter('ArrowRight', { row: 2, column: 3 }, size)).toEqual({ row: 2, column: 3 });
  });

  it('jumps to the ends of the row and of the column', () => {
    expect(placeAfter('End', { row: 1, column: 0 }, size)).toEqual({ row: 1, column: 3 });
    expect(placeAfter('PageDown', { row: 0, column: 2 }, size)).toEqual({ row: 2, column: 2 });
  });

  it('leaves other keys alone', () => {
    expect(placeAfter('a', { row: 0, column: 0 }, size)).toBeNull();
  });
});
