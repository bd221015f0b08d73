import { describe, expect, it } from 'vitest';
import { compareDefinitions, type WholeDefinition } from './compare-definitions.js';
import { applyChanges, checkChanges, requireVersionDecider, type IndicatorChanges } from './indicator-version.js';
import { suggestParameters } from './suggest-parameters.js';

const parameter = (name: string, type: 'integer' | 'money' | 'ratio' | 'text', value: string, meaning = name) => ({
  name,
  type,
  value,
  unit: '笔',
  meaning,
  source: '试验',
});
const base: WholeDefinition = {
  code: 'NK02',
  title: { zh: '批量审核', en: 'Bulk approval' },
  group: 'NK',
  lines: ['110', '170'],
  severity: 'medium',
  subject: 'staff_no',
  raisedPer: 'subject',
  continues: false,
  hitIs: 'fact',
  reach: 'agency',
  needs: [],
  parameters: [parameter('approvals', 'integer', '20', '审核笔数'), parameter('share', 'ratio', '0.3', '占比')],
  evidence: [],
  summary: { zh: '一句话', en: 'A sentence' },
  basis: [],
  answers: ['P4'],
  status: 'active',
  waitsFor: [],
  version: 1,
  author: '甲',
  checker: '乙',
  guidance: { verify: '查日志' },
  sql: 'select 1',
};
const known = { delivered: base, lines: new Set(['110', '170', '210']), agencies: new Set(['120101', '120102']) };

describe('a change of an indicator', () => {
  it('changes what it names and leaves the rest', () => {
    expect(applyChanges(base, {})).toEqual(base);
    expect(applyChanges(base, { parameters: { share: '0.5' }, severity: 'high', lines: ['170'] })).toEqual({
      ...base,
      severity: 'high',
      lines: ['170'],
      parameters: [base.parameters[0], { ...base.parameters[1], value: '0.5', writtenFor: '0.3' }],
    });
  });

  it('keeps the value that the texts were written for, and forgets it when the value comes back', () => {
    const first = applyChanges(base, { parameters: { approvals: '30' } });
    const second = applyChanges(first, { parameters: { approvals: '40' } });
    expect(second.parameters[0]).toMatchObject({ value: '40', writtenFor: '20' });
    expect(applyChanges(second, { severity: 'low' }).parameters).toEqual(second.parameters);
    expect(applyChanges(second, { parameters: { approvals: '20' } })).toEqual(base);
  });

  it('limits it to agencies, and null frees it again', () => {
    const limited = applyChanges(base, { agencies: ['120102', '120101'] });
    expect(limited.agencies).toEqual(['120101', '120102']);
    expect(applyChanges(limited, { severity: 'low' }).agencies).toEqual(['120101', '120102']);
    expect(applyChanges(limited, { agencies: null })).toEqual(base);
  });

  it.each([
    [{ parameters: { approvals: '3.5' } }, 'parameters.approvals', 'malformed'],
    [{ parameters: { share: '0.1234567' } }, 'parameters.share', 'malformed'],
    [{ parameters: { other: '1' } }, 'parameters.other', 'unknown'],
    [{ lines: ['210'] }, 'lines', 'not_covered'],
    [{ lines: 'ALL' }, 'lines', 'not_covered'],
    [{ lines: ['999'] }, 'lines', 'unknown'],
    [{ lines: [] }, 'lines', 'empty'],
    [{ agencies: [] }, 'agencies', 'empty'],
    [{ agencies: ['120103'] }, 'agencies', 'unknown'],
  ] as [IndicatorChanges, string, string][])('%j cannot be', (changes, field, problem) => {
    expect(checkChanges(base, changes, known)).toEqual([{ field, problem }]);
  });

  it('can be when every value fits its type and every place is known', () => {
    const changes = { parameters: { approvals: '-1', share: '0.123456' }, lines: ['170'], agencies: ['120101'] };
    expect(checkChanges(base, changes, known)).toEqual([]);
    expect(checkChanges(base, { agencies: null }, known)).toEqual([]);
  });

  it('cannot be of an indicator that waits for its data', () => {
    expect(checkChanges({ ...base, status: 'needs_data' }, { severity: 'low' }, known)).toEqual([
      { field: 'status', problem: 'not_evaluable' },
    ]);
  });
});

describe('the differences of two versions', () => {
  it('name each field with both values, and nothing else', () => {
    expect(compareDefinitions(base, { ...base, version: 2, author: '丙' })).toEqual([]);
    const changed = applyChanges(base, { parameters: { approvals: '30' }, status: 'trial', agencies: ['120101'] });
    expect(compareDefinitions(base, { ...changed, guidance: { verify: '查日志和工单' }, sql: 'select 2' })).toEqual([
      { field: 'parameter', name: 'approvals', from: '20', to: '30' },
      { field: 'status', name: null, from: 'active', to: 'trial' },
      { field: 'agencies', name: null, from: 'ALL', to: '120101' },
      { field: 'guidance', name: 'verify', from: '查日志', to: '查日志和工单' },
      { field: 'query', name: null, from: 'select 1', to: 'select 2' },
    ]);
  });

  it('tell a parameter that one of them lacks', () => {
    const without = { ...base, parameters: base.parameters.slice(0, 1) };
    expect(compareDefinitions(base, without)).toEqual([{ field: 'parameter', name: 'share', from: '0.3', to: null }]);
  });
});

describe('a decision on a version', () => {
  it('is another person’s, and made once', () => {
    expect(() => requireVersionDecider({ state: 'proposed', proposedBy: 'a' }, 'b')).not.toThrow();
    expect(() => requireVersionDecider({ state: 'proposed', proposedBy: 'a' }, 'a')).toThrow('NEEDS_ANOTHER_PERSON');
    expect(() => requireVersionDecider({ state: 'approved', proposedBy: 'a' }, 'b')).toThrow(
      'INDICATOR_VERSION_SETTLED',
    );
  });
});

describe('what an answer proposes in words', () => {
  it.each([
    ['approvals 改为 40', { approvals: '40' }],
    ['审核笔数由 20 提高到 50，占比不变', { approvals: '50' }],
    ['approvals=40；share=0.5', { approvals: '40', share: '0.5' }],
    ['占比 0.12345678', {}],
    ['改成 40', {}],
    ['阈值太低', {}],
    ['', {}],
  ])('%s', (text, values) => {
    expect(suggestParameters(base.parameters, text)).toEqual(values);
  });

  it('is the only number for the only parameter', () => {
    expect(suggestParameters(base.parameters.slice(0, 1), '建议改为 40 笔')).toEqual({ approvals: '40' });
    expect(suggestParameters(base.parameters.slice(0, 1), '由 20 改为 40')).toEqual({});
  });
});
