import { describe, expect, it } from 'vitest';
import { scoreRisk } from './risk-score.js';

const parameters = [
  { name: 'high_weight', value: '5' },
  { name: 'medium_weight', value: '2' },
  { name: 'low_weight', value: '1' },
  { name: 'overdue_factor', value: '1.5' },
];
const score = (alerts: Parameters<typeof scoreRisk>[0], payments: number) => scoreRisk(alerts, payments, parameters);
const of = (severity: 'critical' | 'high' | 'medium' | 'low', open: number, overdue = 0) => ({
  severity,
  open,
  overdue,
});

describe('the risk score of an agency', () => {
  it('weighs open alerts by severity for each thousand payments', () => {
    expect(score([of('high', 2), of('medium', 1), of('low', 3)], 1000)).toBe('15.00');
    expect(score([of('high', 2), of('medium', 1), of('low', 3)], 30_000)).toBe('0.50');
    expect(score([of('critical', 1)], 1000)).toBe('5.00');
  });

  it('counts an overdue alert one and a half times', () => {
    expect(score([of('high', 2, 1)], 1000)).toBe('12.50');
  });

  it('is that of the example in its own text', () => {
    expect(score([of('high', 2, 1), of('medium', 3)], 20_000)).toBe('0.93');
  });

  it('rounds half up to two decimals', () => {
    expect(score([of('low', 1)], 8000)).toBe('0.13');
    expect(score([of('low', 1)], 3000)).toBe('0.33');
  });

  it('is 0 without alerts and nothing without payments', () => {
    expect(score([], 10)).toBe('0.00');
    expect(score([of('high', 1)], 0)).toBeNull();
  });
});
