import { describe, expect, test } from 'vitest';
import { fillSummary, groupThousands, writePeriod } from './fill-summary.js';

describe("the alert's sentence", () => {
  test('names the subject and the figures', () => {
    const sentence = '{subject} 于 {death_date} 死亡,之后仍发放 {hits} 笔,共 {amount} 元';
    const values = { subject: 'P0012345', death_date: '2026-06-14', hits: '3', amount: groupThousands('8412.00') };
    expect(fillSummary(sentence, values)).toBe('P0012345 于 2026-06-14 死亡,之后仍发放 3 笔,共 8,412.00 元');
  });
  test('shows a dash for what is not known, never the placeholder', () => {
    expect(fillSummary('{subject} {reviewed_by}', { subject: 'A', reviewed_by: null })).toBe('A —');
  });
  test('groups thousands of negative and whole amounts', () => {
    expect(['-1234567.5', '100', '1000'].map(groupThousands)).toEqual(['-1,234,567.5', '100', '1,000']);
    expect(writePeriod('202606')).toBe('2026-06');
  });
});
