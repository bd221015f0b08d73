import { DomainError } from '@fundwatch/domain';
import { ruleColumns, ruleVerdicts, type RuleVerdict } from '@fundwatch/domain/evaluate';
import type { FactQuery, RuleRow } from './fact-store.js';
import { canonical, fixed, requireColumns, requireText } from './read-hit-row.js';

/**
 * Turns rows of text into rule rows, after checking that the query returns a rule's columns and its evidence.
 * Error: INDICATOR_INVALID.
 */
export function ruleRowReader(
  query: FactQuery,
  columnNames: readonly string[],
): (values: (string | null)[]) => RuleRow {
  requireColumns([...ruleColumns, ...query.evidence.map(({ name }) => name)], columnNames);
  return (values) => {
    const verdict = requireText(values[0], 'verdict');
    if (!isVerdict(verdict)) throw new DomainError('INDICATOR_INVALID', { reason: 'verdict', value: verdict });
    const isItem = verdict === 'row';
    if (!isItem && values[3] != null) throw new DomainError('INDICATOR_INVALID', { reason: 'summary with an item' });
    return {
      verdict,
      agency: requireText(values[1], 'agency'),
      line: requireText(values[2], 'line'),
      item: isItem ? requireText(values[3], 'item') : null,
      compared: isItem ? null : Number(requireText(fixed(values[4], 0, 'compared'), 'compared')),
      left: fixed(values[5], 6, 'left_value'),
      right: fixed(values[6], 6, 'right_value'),
      difference: fixed(values[7], 6, 'difference'),
      missing: verdict === 'not_checkable' ? requireText(values[8], 'missing') : (values[8] ?? null),
      evidence: Object.fromEntries(
        query.evidence.map(({ name, type }, i) => [name, canonical(values[ruleColumns.length + i], type, name)]),
      ),
    };
  };
}

function isVerdict(text: string): text is RuleVerdict {
  return (ruleVerdicts as readonly string[]).includes(text);
}
