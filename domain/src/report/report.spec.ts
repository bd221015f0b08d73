import { describe, expect, it } from 'vitest';
import { alertEventTypes } from '../alert/index.js';
import {
  alertFigures,
  countedIn,
  dimensionFigures,
  figureEvents,
  figureRules,
  monthsIn,
  rangeAround,
  rangeBefore,
  readCounted,
  readMatterCounted,
  reportFigures,
  reportRange,
} from './index.js';

describe('the months of a report', () => {
  it('a half year begins in January or July, a year in January', () => {
    expect(reportRange('half_year', '202607')).toEqual({ from: '202607', to: '202612' });
    expect(reportRange('year', '202601')).toEqual({ from: '202601', to: '202612' });
    expect(reportRange('month', '202610')).toEqual({ from: '202610', to: '202610' });
    expect(() => reportRange('half_year', '202608')).toThrow('PERIOD_INVALID');
    expect(() => reportRange('year', '202607')).toThrow('PERIOD_INVALID');
    expect(() => reportRange('month', '202613')).toThrow('PERIOD_INVALID');
    expect(() => reportRange('half_year', '202607', '202611')).toThrow('PERIOD_INVALID');
  });

  it('a classified summary has the months of one’s choice, two years of them at most', () => {
    expect(reportRange('classified', '202511', '202602')).toEqual({ from: '202511', to: '202602' });
    expect(reportRange('classified', '202501', '202612')).toEqual({ from: '202501', to: '202612' });
    expect(() => reportRange('classified', '202501', '202701')).toThrow('PERIOD_INVALID');
    expect(() => reportRange('classified', '202602', '202601')).toThrow('PERIOD_INVALID');
  });

  it('is found around a month, and compares itself with as many months before', () => {
    expect(rangeAround('half_year', '202610')).toEqual({ from: '202607', to: '202612' });
    expect(rangeAround('year', '202610')).toEqual({ from: '202601', to: '202612' });
    expect(rangeBefore({ from: '202601', to: '202606' })).toEqual({ from: '202507', to: '202512' });
    expect(rangeBefore({ from: '202601', to: '202601' })).toEqual({ from: '202512', to: '202512' });
    expect(monthsIn({ from: '202511', to: '202602' })).toEqual(['202511', '202512', '202601', '202602']);
  });
});

describe('the figures of a report', () => {
  it('each says what it counts and when, in both languages', () => {
    const words = reportFigures.flatMap((one) => {
      const { zh, en, counts } = figureRules[one];
      return [zh, en, counts.zh, counts.en];
    });
    expect(words.filter((text) => text === '')).toEqual([]);
    expect(new Set(reportFigures.map((one) => figureRules[one].zh)).size).toBe(reportFigures.length);
  });

  it('count what the timeline knows', () => {
    for (const types of Object.values(figureEvents)) for (const type of types) expect(alertEventTypes).toContain(type);
    for (const columns of Object.values(dimensionFigures))
      for (const one of columns) expect(alertFigures).toContain(one);
  });

  it('each of alerts is a filter of their list', () => {
    const range = { from: '202607', to: '202612' };
    for (const one of alertFigures) expect(readCounted(countedIn(one, range))).toEqual({ figure: one, range });
    for (const wrong of [
      'closed',
      'closed.202607',
      'sold.202607-202612',
      'closed.202613-202613',
      'closed.202612-202607',
    ])
      expect(readCounted(wrong)).toBeNull();
  });

  it('that of inspections reads no figure of major matters', () => {
    const range = { from: '202607', to: '202612' };
    const text = countedIn('inspections_begun', range);
    expect(readMatterCounted(text, 'inspections')).toEqual({ figure: 'inspections_begun', range });
    expect(readMatterCounted(text, 'matters')).toBeNull();
    expect(readMatterCounted(countedIn('closed', range), 'inspections')).toBeNull();
  });
});
