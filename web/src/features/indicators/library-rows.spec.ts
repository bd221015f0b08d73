import { describe, expect, it } from 'vitest';
import { libraryRows, type IndicatorRow, type PrecisionRow } from './library-rows.js';

const indicator = (code: string, more: Partial<IndicatorRow> = {}): IndicatorRow => ({
  code,
  title: { zh: `名称${code}`, en: `Name ${code}` },
  group: code.slice(0, 2),
  severity: 'medium',
  version: 1,
  status: 'active',
  lines: ['110'],
  continues: true,
  openAlerts: 0,
  catches: '',
  waitsFor: [],
  standing: {} as IndicatorRow['standing'],
  ...more,
});
const figures = (code: string, more: Partial<PrecisionRow> = {}): PrecisionRow => ({
  code,
  title: { zh: code, en: code },
  raised: 0,
  dispatched: 0,
  answered: 0,
  answers: {},
  confirmed: 0,
  unconfirmed: 0,
  confirmedShare: null,
  found: '0',
  recovered: '0',
  repeated: 0,
  repeatShare: null,
  medianAnswerDays: null,
  meanSeconds: null,
  ...more,
});
const codes = (...args: Parameters<typeof libraryRows>) => libraryRows(...args).map(({ code }) => code);

describe('the indicator library', () => {
  const dead = indicator('DY01', { catches: '死亡之后仍发放待遇', severity: 'high' });
  const waiting = indicator('CB09', { status: 'needs_data', waitsFor: [{ zh: '缴费基数历史', en: 'Bases' }] });
  const metric = indicator('YX14', { status: 'metric' });
  const all = [waiting, dead, metric];

  it('is searched in code, name, what an indicator catches and what it waits for', () => {
    expect(codes(all, [], { text: 'dy0' }, 'code')).toEqual(['DY01']);
    expect(codes(all, [], { text: '名称YX' }, 'code')).toEqual(['YX14']);
    expect(codes(all, [], { text: ' 死亡 ' }, 'code')).toEqual(['DY01']);
    expect(codes(all, [], { text: '基数历史' }, 'code')).toEqual(['CB09']);
    expect(codes(all, [], { text: '没有这样的' }, 'code')).toEqual([]);
  });

  it('is narrowed by group, state and severity together', () => {
    expect(codes(all, [], { status: 'needs_data' }, 'code')).toEqual(['CB09']);
    expect(codes(all, [], { group: 'DY', severity: 'high' }, 'code')).toEqual(['DY01']);
    expect(codes(all, [], { group: 'DY', severity: 'low' }, 'code')).toEqual([]);
  });

  it('puts work for least first, and what brought no alert last', () => {
    const rows = [indicator('CB01'), indicator('CW01'), indicator('NK02')];
    const brought = [figures('CW01', { unconfirmed: 1 }), figures('NK02', { unconfirmed: 7 })];
    expect(codes(rows, brought, {}, 'work')).toEqual(['NK02', 'CW01', 'CB01']);
  });

  it('puts the lowest share and the longest evaluation first, and what is unknown last', () => {
    const rows = [indicator('CB01'), indicator('CW01'), indicator('NK02')];
    const brought = [
      figures('CW01', { confirmedShare: '9.5', meanSeconds: '2.00' }),
      figures('NK02', { confirmedShare: '100', meanSeconds: '11.00' }),
    ];
    expect(codes(rows, brought, {}, 'share')).toEqual(['CW01', 'NK02', 'CB01']);
    expect(codes(rows, brought, {}, 'seconds')).toEqual(['NK02', 'CW01', 'CB01']);
  });

  it('orders by open and by raised alerts', () => {
    const rows = [indicator('CB01', { openAlerts: 1 }), indicator('CW01', { openAlerts: 30 }), indicator('NK02')];
    expect(codes(rows, [], {}, 'open')).toEqual(['CW01', 'CB01', 'NK02']);
    expect(codes(rows, [figures('NK02', { raised: 2 })], {}, 'raised')).toEqual(['NK02', 'CB01', 'CW01']);
  });
});
