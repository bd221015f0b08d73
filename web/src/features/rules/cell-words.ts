import type { RuleGridCell } from '@fundwatch/domain/evaluate';
import type { RouteLocationRaw } from 'vue-router';
import { nameIn, t } from '../../platform/i18n/i18n.js';

/** What a cell says in words; its lines' results are counted. */
export function cellWords(agencyName: string, title: { zh: string; en: string }, cell: RuleGridCell): string {
  if (!cell.state) return '';
  const words = t('rules.cell', {
    agency: agencyName,
    rule: cell.rule,
    title: nameIn(title),
    state: t(`rules.state.${cell.state}`),
  });
  if (!cell.counts) return words;
  const { holds, broken, notCheckable } = cell.counts;
  return `${words} · ${t('rules.cellCounts', { holds, broken, notCheckable })}`;
}

/** The results behind a cell: the rule's page, at that agency. */
export function cellTo(
  { rule, counts }: RuleGridCell,
  place: { period: string; agency: string; line: string | undefined },
): RouteLocationRaw | null {
  if (!counts) return null;
  const { period, agency, line } = place;
  return { path: `/rules/${rule}`, query: { period, agency, ...(line ? { line } : {}) } };
}
