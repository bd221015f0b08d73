import { totalledFields, type ExchangeTable, type StatedResource } from '@fundwatch/domain/collect';
import type { TableChecks } from './check-collector.js';

export interface FoundFigures {
  rows: number;
  /** Null for an exchange database, which has no hash. */
  sha256: string | null;
  /** Fields whose sum is known; one with invalid values is absent. */
  controlTotals: Record<string, string>;
}

/** Compares what the sender states of a table with what was found: hash, rows, control totals to the last digit. */
export function checkStated(
  table: ExchangeTable,
  stated: StatedResource,
  found: FoundFigures,
  checks: TableChecks,
): void {
  if (found.sha256 !== null && stated.sha256 !== found.sha256) {
    checks.add('hash_mismatch', {}, { stated: stated.sha256 ?? '', actual: found.sha256 });
  }
  if (stated.rows !== found.rows) checks.add('rows_mismatch', {}, { stated: stated.rows, actual: found.rows });

  const totalled = totalledFields(table);
  for (const column of Object.keys(stated.controlTotals)) {
    if (!totalled.some((field) => field.name === column)) checks.add('control_total_unknown', { column });
  }
  for (const field of totalled) {
    const column = field.name;
    const scale = field.scale!;
    const said = Object.hasOwn(stated.controlTotals, column) ? stated.controlTotals[column] : undefined;
    if (said === undefined || said === null) {
      checks.add('control_total_missing', { column });
      continue;
    }
    if (typeof said !== 'string' || !new RegExp(`^-?[0-9]+\\.[0-9]{${scale}}$`).test(said)) {
      checks.add('control_total_invalid', { column }, { stated: JSON.stringify(said), scale });
      continue;
    }
    const actual = found.controlTotals[column];
    if (actual !== undefined && canonicalDecimal(said) !== canonicalDecimal(actual)) {
      checks.add('control_total_mismatch', { column }, { stated: said, actual });
    }
  }
}

/** Decimal text without leading zeros and without a negative zero. */
function canonicalDecimal(text: string): string {
  const plain = text.replace(/^(-?)0+(?=\d)/, '$1');
  return /^-0(\.0*)?$/.test(plain) ? plain.slice(1) : plain;
}
