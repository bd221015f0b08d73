import { describe, expect, it } from 'vitest';
import { alertCommands, alertStates, flowDiagram, flowDocument, flowTable, legalBases, transitions } from './index.js';

describe('the picture of the flow', () => {
  it('draws every arrow of the table and no other', () => {
    const arrows = transitions.flatMap((one) =>
      one.from.map((from) => `  ${from} --> ${one.to ?? from}: ${one.command}`),
    );
    const drawn = flowDiagram()
      .split('\n')
      .filter((line) => /--> \w+: /.test(line) && !line.includes('[*]'));
    expect(drawn).toEqual(arrows);
  });

  it('names every state and every command', () => {
    for (const state of alertStates) expect(flowDiagram()).toContain(`  ${state}: `);
    for (const command of alertCommands) expect(flowTable()).toContain(`| ${command} |`);
  });

  it('cites the Tianjin articles with the time for which they held', () => {
    for (const basis of Object.values(legalBases).filter(({ article }) => article.startsWith('津')))
      expect(basis).toMatchObject({ from: '2015-08-01', to: '2020-07-31' });
    expect(flowDocument()).toContain('2015-08-01 – 2020-07-31');
    expect(flowDocument()).toContain('津12†');
    expect(flowDocument()).toContain('民法典202,');
  });
});
