import { describe, expect, it } from 'vitest';
import { defaultMemoryLimit } from './default-memory-limit.js';

describe('the memory that indicators may use unless it is set', () => {
  it('is a third of the machine', () => expect(defaultMemoryLimit(8e9)).toBe('2GB'));
  it('is never less than what a month of a district needs', () => expect(defaultMemoryLimit(1e9)).toBe('1GB'));
  it('leaves a large machine to the others', () => expect(defaultMemoryLimit(64e9)).toBe('4GB'));
});
