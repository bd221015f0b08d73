import type { Row, Rows } from '../rows.js';
import type { Planting } from '../world.js';

/** Rules that an agency's data does not keep, besides those that other cases break. */
export const brokenRules: Planting = {
  drafts(world) {
    const { findings, slips, resubmissions } = world;
    // A line is gone from the income account's statement: the next one does not carry on.
    slips.push({
      agency: '120110',
      line: '110',
      dataset: 'finance',
      period: '202607',
      spoil: (tables) => without(tables, 'bank_statement', (row) => row['purpose'] === '社会保险费'),
    });
    findings.brokenRule('R17', '120110', '110', '202607');
    // A registration's acceptance is gone from the log: a number is missing.
    slips.push({
      agency: '120118',
      line: '000',
      dataset: 'control',
      period: '202608',
      spoil: (tables) =>
        without(tables, 'operation_log', (row) => row['operation'] === '参保登记' && row['step'] === 'accept'),
    });
    findings.brokenRule('R28', '120118', '000', '202608');
    // Dues rounded to whole yuan, put right in the month after.
    resubmissions.push({
      agency: '120111',
      line: '110',
      dataset: 'business',
      period: '202608',
      firstSentAt: null,
      correctedSentAt: '2026-09-18T10:05:00+08:00',
      spoil: (tables) => ({
        ...tables,
        levy: (tables['levy'] ?? []).map((row) =>
          row['person_no'] ? { ...row, unit_due: `${Math.floor(Number(row['unit_due'])) + 1}.00` } : row,
        ),
      }),
    });
  },
};

/** The tables without the first such row. */
function without(tables: Record<string, Rows>, name: string, isIt: (row: Row) => boolean): Record<string, Rows> {
  const rows = tables[name] ?? [];
  const gone = rows.find(isIt);
  if (!gone) throw new Error(`no such row in ${name}`);
  return { ...tables, [name]: rows.filter((row) => row !== gone) };
}
