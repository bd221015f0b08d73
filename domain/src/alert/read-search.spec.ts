import { describe, expect, it } from 'vitest';
import { numbersMeant, readSearch } from './read-search.js';

describe('what is typed into the search box', () => {
  it.each([
    ['津预2026-000123', ['alert_number'], false],
    ['2026-123', ['alert_number', 'subject'], false],
    ['123', ['alert_number', 'subject'], false],
    ['P0012345', ['subject'], false],
    ['S0101', ['subject'], false],
    ['120101195106141234', ['id_number', 'credit_code', 'subject'], true],
    ['12010119510614123x', ['id_number', 'credit_code', 'subject'], true],
    ['120101510614123', ['id_number', 'subject'], true],
    ['91120101MA05ABCD1K', ['credit_code', 'subject'], false],
    [`${'0aF'.repeat(21)}b`.toUpperCase(), ['account', 'subject'], false],
    ['6222021234567890123', ['subject'], true],
    ['张三', ['name'], true],
    ['退休人员1', ['name'], true],
    ['买买提 · 阿不都拉', ['name'], true],
    ['天津市（和平）机械厂', ['name'], true],
  ] as const)('%s can be %j', (typed, kinds, personal) => {
    const search = readSearch(typed);
    expect(search.kinds).toEqual(kinds);
    expect(search.personal).toBe(personal);
  });

  it('is compared without blanks, in the standard’s capitals', () => {
    expect(readSearch(' １２０１０１ 19510614 123x ').text).toBe('12010119510614123X');
    expect(readSearch('张　三').text).toBe('张三');
    expect(readSearch('阿里•木').text).toBe('阿里·木');
  });

  it('a printed account is known as one that cannot be found: data carry its hash only', () => {
    expect(readSearch('6222 0212 3456 7890 123').plainAccount).toBe(true);
    expect(readSearch('120101195106141234').plainAccount).toBe(false);
    expect(readSearch('P0012345').plainAccount).toBe(false);
  });

  it('an alert’s number is meant with or without prefix and zeros, or by its last digits in any of five years', () => {
    expect(numbersMeant('津预2026-000123', '津预', 2026)).toEqual(['津预2026-000123']);
    expect(numbersMeant('2025-7', '津预', 2026)).toEqual(['津预2025-000007']);
    expect(numbersMeant('123', '津预', 2026)).toEqual(
      [2026, 2025, 2024, 2023, 2022].map((year) => `津预${year}-000123`),
    );
    expect(numbersMeant('张三', '津预', 2026)).toEqual([]);
  });
});
