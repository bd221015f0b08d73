import type { Decimal } from './alert.js';
import type { Severity } from './types.js';

/** Open alerts of an agency of one severity. */
export interface OpenOfSeverity {
  severity: Severity;
  open: number;
  /** Of them, those whose answer is overdue. */
  overdue: number;
}

const weightOf: Readonly<Record<Severity, string>> = {
  critical: 'high_weight',
  high: 'high_weight',
  medium: 'medium_weight',
  low: 'low_weight',
};

/**
 * The risk score of an agency (机构风险积分, YX14): the weights of its open alerts, overdue ones times a factor, for each
 * thousand payments of the month; two decimals, half up. Null without payments: nothing to set it against.
 * `parameters` are those of YX14.
 */
export function scoreRisk(
  alerts: readonly OpenOfSeverity[],
  payments: number,
  parameters: readonly { name: string; value: string }[],
): Decimal | null {
  if (payments <= 0) return null;
  const millionths = (name: string) =>
    BigInt(Math.round(Number(parameters.find((one) => one.name === name)!.value) * 1e6));
  const factor = millionths('overdue_factor');
  const whole = 1_000_000n;
  const sum = alerts.reduce((total, { severity, open, overdue }) => {
    const weighted = BigInt(open - overdue) * whole + BigInt(overdue) * factor;
    return total + millionths(weightOf[severity]) * weighted;
  }, 0n);
  const divisor = BigInt(payments) * whole * whole;
  const hundredths = (sum * 100_000n * 2n + divisor) / (2n * divisor);
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
}
