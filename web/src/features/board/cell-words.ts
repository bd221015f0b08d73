import { formatInstant } from '../../platform/i18n/format.js';
import { t } from '../../platform/i18n/i18n.js';
import { lineName } from '../../ui/line-name.js';
import type { BoardCell } from './board-grid.js';

/** A cell in words, for the tooltip and for those who hear the board. */
export function cellWords(agency: string, cell: BoardCell): string {
  const parts = [
    t('board.cell', {
      agency,
      line: lineName(cell.line),
      dataset: t(`words.dataset.${cell.dataset}`),
      state: t(`board.state.${cell.state}`),
    }),
  ];
  if (cell.daysLate) parts.push(t('board.cellLate', { n: cell.daysLate }));
  if (cell.afterLock) parts.push(t('board.cellAfterLock'));
  if (cell.errors) parts.push(t('board.cellErrors', { n: cell.errors }));
  if (cell.version !== null && cell.arrivedAt)
    parts.push(t('board.cellVersion', { version: cell.version, at: formatInstant(cell.arrivedAt) }));
  if (cell.owesReason) parts.push(t('board.cellOwes'));
  return parts.join(' · ');
}

/** Where a cell leads: a refusal to its errors, anything else received to its submission. */
export function cellTo(cell: BoardCell): string | null {
  if (!cell.submissionId) return null;
  return `/submissions/${cell.submissionId}${cell.state === 'refused' ? '#errors' : ''}`;
}
