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
  test('joins a Chinese name to the words beside it, and leaves numbers apart', () => {
    expect(
      fillSummary('{agency} 有 {hits} 个 {name} 无效。', { agency: '和平区社保中心', hits: '2', name: '号码' }),
    ).toBe('和平区社保中心有 2 个号码无效。');
    expect(fillSummary('{agency} sent {hits} rows', { agency: '和平区社保中心', hits: '2' })).toBe(
      '和平区社保中心 sent 2 rows',
    );
  });
  test('groups thousands of negative and whole amounts', () => {
    expect(['-1234567.5', '100', '1000'].map(groupThousands)).toEqual(['-1,234,567.5', '100', '1,000']);
    expect(writePeriod('202606')).toBe('2026-06');
  });
});
