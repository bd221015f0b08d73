import { DomainError } from '@fundwatch/domain';
import { contractColumns, type ValueType } from '@fundwatch/domain/evaluate';
import type { FactQuery, HitRow } from './fact-store.js';

const scales: Partial<Record<ValueType, number>> = { integer: 0, money: 2, ratio: 6 };

/**
 * Turns rows of text into hit rows, after checking that the query returns the contract's columns and its evidence.
 * Error: INDICATOR_INVALID.
 */
export function hitRowReader(query: FactQuery, columnNames: readonly string[]): (values: (string | null)[]) => HitRow {
  const wanted = [...contractColumns, ...query.evidence.map(({ name }) => name)];
  if (wanted.join() !== columnNames.join()) {
    throw new DomainError('INDICATOR_INVALID', { reason: 'columns', wanted, returned: columnNames });
  }
  return (values) => {
    const text = (index: number, column: string): string => {
      const value = values[index];
      if (value == null) throw new DomainError('INDICATOR_INVALID', { reason: 'empty', column });
      return value;
    };
    const verdict = text(0, 'verdict');
    if (verdict !== 'hit' && verdict !== 'cannot_decide') {
      throw new DomainError('INDICATOR_INVALID', { reason: 'verdict', value: verdict });
    }
    return {
      verdict,
      agency: text(1, 'agency'),
      line: text(2, 'line'),
      subject: text(3, 'subject'),
      hitKey: text(4, 'hit_key'),
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

function canonical(value: string | null | undefined, type: ValueType, column: string): string | null {
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
