import { describe, expect, it } from 'vitest';
import { readFilters, writeFilters } from './url-filters.js';

const shape = { state: 'list', text: 'text', period: 'text' } as const;

describe('filters in the URL', () => {
  it('reads lists and texts, and nothing where nothing is set', () => {
    expect(readFilters(shape, { state: 'raised,screened,raised', text: ' 津预 ' })).toEqual({
      state: ['raised', 'screened'],
      text: '津预',
      period: undefined,
    });
  });

  it('writes them back, drops empty ones and leaves other parts of the query alone', () => {
    expect(writeFilters(shape, { text: 'old', tab: 'x' }, { state: ['raised'], text: ' ' })).toEqual({
      state: 'raised',
      tab: 'x',
    });
  });

  it('survives the way there and back', () => {
    const filters = { state: ['closed', 'raised'], period: '202609', text: undefined };
    expect(readFilters(shape, writeFilters(shape, {}, filters) as Record<string, string>)).toEqual(filters);
  });
});
