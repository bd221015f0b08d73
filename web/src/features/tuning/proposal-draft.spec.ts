import { expect, it } from 'vitest';
import { changesOf, countChanges, draftOf } from './proposal-draft.js';

const parameter = (name: string, value: string) => ({
  name,
  type: 'integer' as const,
  value,
  writtenFor: null,
  unit: '笔',
  meaning: name,
  source: '试验',
});
const indicator: Parameters<typeof draftOf>[0] = {
  parameters: [parameter('approvals', '20'), parameter('seconds', '60')],
  severity: 'medium',
  status: 'active',
  lines: ['110', '170'],
  standing: {
    origin: 'catalogue',
    deliveredVersion: 1,
    deliveredChanged: false,
    coveredLines: ['110', '170'],
    agencies: null,
    trialVersion: null,
    proposal: null,
  },
};

it('a form that nobody touched changes nothing', () => {
  expect(changesOf(indicator, draftOf(indicator))).toEqual({});
  expect(countChanges({})).toBe(0);
});

it('only what differs is proposed', () => {
  const draft = { ...draftOf(indicator), severity: 'high' as const, lines: ['170'], agencies: ['120102', '120101'] };
  draft.parameters['approvals'] = ' 30 ';
  const changes = changesOf(indicator, draft);
  expect(changes).toEqual({
    parameters: { approvals: '30' },
    severity: 'high',
    lines: ['170'],
    agencies: ['120101', '120102'],
  });
  expect(countChanges(changes)).toBe(4);
});

it('an answer’s value stands in the form and is proposed', () => {
  expect(changesOf(indicator, draftOf(indicator, { parameters: { seconds: '90' } }))).toEqual({
    parameters: { seconds: '90' },
  });
});

it('to take the limit to some agencies away is a change, too', () => {
  const limited = { ...indicator, standing: { ...indicator.standing, agencies: [{ code: '120101', name: '和平' }] } };
  expect(changesOf(limited, { ...draftOf(limited), agencies: [] })).toEqual({ agencies: null });
});
