import { describe, expect, it } from 'vitest';
import { accountabilityBasis, accountabilityItems, factKindNames, factKinds, findArrivalFacts } from './index.js';

describe('the items of 津21', () => {
  it('are the eight of the article, cited with the day on which it lapsed', () => {
    expect(accountabilityItems.map(({ item }) => item)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(accountabilityBasis).toMatchObject({ article: { zh: '第二十一条' }, from: '2015-08-01', to: '2020-07-31' });
  });
});

describe('the facts that the system sees by itself', () => {
  const judging = /违规|违纪|违法|责任|过错|失职|虚假|篡改|隐瞒|guilt|fault|blame|violat|false|conceal/i;

  it.each(factKindNames)('%s is told in words of a fact, not of a fault', (kind) => {
    const { zh, en, about } = factKinds[kind];
    for (const text of [zh, en, about.zh, about.en]) expect(text).not.toMatch(judging);
  });

  it('have a name of their own each, in both languages', () => {
    for (const language of ['zh', 'en'] as const) {
      const names = factKindNames.map((kind) => factKinds[kind][language]);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('stand under items 1 to 3 only: of the others the system knows nothing', () => {
    expect(new Set(factKindNames.map((kind) => factKinds[kind].item))).toEqual(new Set([1, 2, 3]));
  });
});

describe('late and missing submissions', () => {
  const month = { period: '202609', dueOn: '2026-10-15', dueEnd: '2026-10-15T16:00:00.000Z' };
  const expected = [{ agency: '120101', line: '110', dataset: 'business' }];
  const sent = (state: 'accepted' | 'refused' | 'received', arrivedAt: string, version = 1) => ({
    ...expected[0]!,
    id: `v${version}`,
    state,
    version,
    arrivedAt,
  });
  const after = '2026-10-20T01:00:00.000Z';

  it('nothing is a fact before the due day is over', () => {
    expect(findArrivalFacts(month, expected, [], '2026-10-15T15:59:59.999Z')).toEqual([]);
  });

  it('what never came is missing, and so is what only came refused', () => {
    expect(findArrivalFacts(month, expected, [], month.dueEnd)).toMatchObject([
      { kind: 'submission_missing', dueOn: '2026-10-15', submissionId: null, arrivedAt: null },
    ]);
    const refused = [sent('refused', '2026-10-14T01:00:00.000Z')];
    expect(findArrivalFacts(month, expected, refused, after)).toMatchObject([
      { kind: 'submission_missing', submissionId: 'v1', version: 1 },
    ]);
  });

  it('the first accepted version decides: one in the last second is in time, one at midnight is late', () => {
    const inTime = [sent('accepted', '2026-10-15T15:59:59.000Z'), sent('accepted', after, 2)];
    expect(findArrivalFacts(month, expected, inTime, after)).toEqual([]);
    const late = [sent('refused', '2026-10-14T01:00:00.000Z'), sent('accepted', month.dueEnd, 2)];
    expect(findArrivalFacts(month, expected, late, after)).toMatchObject([
      { kind: 'submission_late', submissionId: 'v2', arrivedAt: month.dueEnd },
    ]);
  });

  it('what is here and waits for its check is not called missing', () => {
    expect(findArrivalFacts(month, expected, [sent('received', month.dueEnd)], after)).toEqual([]);
  });

  it('one agency’s submission says nothing of another’s', () => {
    const other = [{ ...sent('accepted', '2026-10-14T01:00:00.000Z'), agency: '120102' }];
    expect(findArrivalFacts(month, expected, other, after)).toHaveLength(1);
  });
});
