import { DomainError } from '@fundwatch/domain';
import { contractColumns, type ValueType } from '@fundwatch/domain/evaluate';
import type { FactQuery, HitRow } from './fact-store.js';

const scales: Partial<Record<ValueType, number>> = { integer: 0, money: 2, ratio: 6 };

/**
 * Turns rows of text into hit rows, after checking that the query returns the contract's columns and its evidence.
 * Error: INDICATOR_INVALID.
 */
export function hitRowReader(query: FactQuery, columnNames: readonly string[]): (values: (string | null)[]) => HitRow {
  requireColumns([...contractColumns, ...query.evidence.map(({ name }) => name)], columnNames);
  return (values) => {
    const verdict = requireText(values[0], 'verdict');
    if (verdict !== 'hit' && verdict !== 'cannot_decide') {
      throw new DomainError('INDICATOR_INVALID', { reason: 'verdict', value: verdict });
    }
    return {
      verdict,
      agency: requireText(values[1], 'agency'),
      line: requireText(values[2], 'line'),
      subject: requireText(values[3], 'subject'),
      hitKey: requireText(values[4], 'hit_key'),
      relatedKey: values[5] ?? null,
      firstPeriod: values[6] ?? null,
      observed: fixed(values[7], 6, 'observed'),
      threshold: fixed(values[8], 6, 'threshold'),
      amount: fixed(values[9], 2, 'amount'),
      severity: values[10] ?? null,
      missing: values[11] ?? null,
      evidence: Object.fromEntries(
        query.evidence.map(({ name, type }, i) => [name, canonical(values[contractColumns.length + i], type, name)]),
      ),
    };
  };
}

/** Error: INDICATOR_INVALID when a query returns other columns, or in another order. */
export function requireColumns(wanted: readonly string[], returned: readonly string[]): void {
  if (wanted.join() !== returned.join()) {
    throw new DomainError('INDICATOR_INVALID', { reason: 'columns', wanted, returned });
  }
}

/** Error: INDICATOR_INVALID when a column that must say something is empty. */
export function requireText(value: string | null | undefined, column: string): string {
  if (value == null) throw new DomainError('INDICATOR_INVALID', { reason: 'empty', column });
  return value;
}

/** A value as its type is written, whatever the engine says. */
export function canonical(value: string | null | undefined, type: ValueType, column: string): string | null {
  const scale = scales[type];
  if (scale !== undefined) return fixed(value, scale, column);
  if (value == null) return null;
  if (type === 'boolean') return value === 't' || value === 'true' ? 'true' : 'false';
  return value;
}

/** A decimal with exactly that many digits after the point; more of them is an error, never rounded. */
export function fixed(value: string | null | undefined, scale: number, column: string): string | null {
  if (value == null) return null;
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  const digits = match?.[3] ?? '';
  if (!match || /[1-9]/.test(digits.slice(scale))) {
    throw new DomainError('INDICATOR_INVALID', { reason: 'decimal', column, value, scale });
  }
  const fraction = digits.slice(0, scale).padEnd(scale, '0');
  const sign = match[1] && /[1-9]/.test(match[2] + fraction) ? '-' : '';
  return sign + match[2] + (scale ? `.${fraction}` : '');
}
