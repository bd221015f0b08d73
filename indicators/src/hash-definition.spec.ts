import { expect, it } from 'vitest';
import { changeIndicator } from './change-indicator.js';
import { hashDefinition } from './hash-definition.js';
import { readIndicator } from './read-indicator.js';

const indicator = await readIndicator('dy/dy29-duplicate-payment');

it('a definition has one hash, in whatever order its names are kept', () => {
  const turned = Object.fromEntries(Object.entries(indicator).reverse()) as unknown as typeof indicator;
  expect(hashDefinition(turned)).toBe(hashDefinition(indicator));
  expect(hashDefinition(JSON.parse(JSON.stringify(indicator)) as never)).toBe(hashDefinition(indicator));
});

it('another text, severity, version or value of a parameter is another definition', () => {
  const hashes = [
    indicator,
    { ...indicator, severity: 'critical' as const },
    { ...indicator, version: indicator.version + 1 },
    { ...indicator, guidance: { ...indicator.guidance, verify: '另一种核查' } },
    { ...indicator, agencies: ['120101'] },
  ].map(hashDefinition);
  expect(new Set(hashes).size).toBe(hashes.length);
});

it('a changed value of a parameter changes what decides a result, a changed severity does not', () => {
  const parameter = { name: 'days', type: 'integer', value: '3', unit: '天', meaning: '天数', source: '试验' } as const;
  const base = { ...indicator, parameters: [parameter] };
  const before = changeIndicator(base, {}, 2);
  expect(changeIndicator(base, { severity: 'low' }, 2).hash).toBe(before.hash);
  const after = changeIndicator(base, { parameters: { days: '5' } }, 2);
  expect(after.hash).not.toBe(before.hash);
  expect(after).toMatchObject({ version: 2, parameters: [{ ...parameter, value: '5', writtenFor: '3' }] });
});
