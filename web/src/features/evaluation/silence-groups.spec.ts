import { describe, expect, it } from 'vitest';
import { silenceGroups, type SilenceSummary } from './silence-groups.js';

const counts = (scopes: number) => ({ scopes, notEvaluated: scopes, partial: 0, cannotDecide: 0, records: 0 });
const title = { zh: '重复领取', en: 'Paid twice' };
const summary: SilenceSummary = {
  inScope: 20,
  scopes: 7,
  reasons: [],
  indicators: [
    { indicator: 'CW01', title, agencies: 1, ...counts(2) },
    { indicator: 'DY01', title, agencies: 2, ...counts(3) },
    { indicator: 'DY04', title, agencies: 2, ...counts(2) },
  ],
  agencies: [{ agency: { code: '120101', name: '和平区社保中心' }, indicators: 3, ...counts(7) }],
};

describe('what could not be evaluated', () => {
  it('shows the indicator that says least first', () => {
    expect(silenceGroups(summary, 'indicator').map(({ code, others }) => [code, others])).toEqual([
      ['DY01', 2],
      ['CW01', 1],
      ['DY04', 2],
    ]);
  });

  it('names an indicator with its code and an agency by its name', () => {
    expect(silenceGroups(summary, 'indicator')[0]!.name).toEqual({ zh: 'DY01 重复领取', en: 'DY01 Paid twice' });
    expect(silenceGroups(summary, 'agency')).toMatchObject([
      { code: '120101', name: { zh: '和平区社保中心' }, others: 3, scopes: 7 },
    ]);
  });
});
