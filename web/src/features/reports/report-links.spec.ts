import { describe, expect, it } from 'vitest';
import { listOf, listOfCell, type ReportTable } from './report-links.js';

const range = { from: '202607', to: '202612' };
const row = (key: string | null, closed: string) => ({ key, name: { zh: '', en: '' }, values: { closed } });
const tables: ReportTable[] = [
  { dimension: 'indicator', rows: [row('DY01', '2'), row('DY04', '1'), row('CB05', '1')] },
  { dimension: 'problem_type', rows: [row('P5', '3'), row(null, '0')] },
];

describe('where a number of a report leads', () => {
  it('a figure of alerts leads to the alerts that it counted', () => {
    expect(listOf('overdue', range)).toEqual({
      path: '/alerts',
      query: { counted: 'overdue.202607-202612', order: 'raised' },
    });
  });

  it('submissions of one month are on its board: the data of September is due in October', () => {
    expect(listOf('submissions_late', { from: '202610', to: '202610' })).toEqual({
      path: '/board',
      query: { period: '202609' },
    });
    expect(listOf('submissions_late', range)).toEqual({ path: '/data-quality' });
  });

  it('inspections and major matters lead to those that were counted', () => {
    expect(listOf('inspections_begun', range)).toEqual({
      path: '/inspections',
      query: { counted: 'inspections_begun.202607-202612' },
    });
    expect(listOf('major_matters_signed', range)).toEqual({
      path: '/major-matters',
      query: { counted: 'major_matters_signed.202607-202612' },
    });
  });

  it('a cell is narrowed by its row, a group by its indicators', () => {
    expect(listOfCell(tables, 'problem_type', row('P5', '3'), 'closed', range)).toMatchObject({
      query: { problemType: 'P5' },
    });
    expect(listOfCell(tables, 'group', row('DY', '3'), 'closed', range)).toMatchObject({
      query: { indicator: 'DY01,DY04' },
    });
  });

  it('nothing leads nowhere, and what has no type yet has no list', () => {
    expect(listOfCell(tables, 'agency', row('120101', '0'), 'closed', range)).toBeNull();
    expect(listOfCell(tables, 'problem_type', row(null, '4'), 'closed', range)).toBeNull();
  });
});
