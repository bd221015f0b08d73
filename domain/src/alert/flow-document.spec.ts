import { describe, expect, it } from 'vitest';
import {
  alertCommands,
  alertStates,
  alertTransitions,
  branchCommands,
  branchDiagram,
  branchKinds,
  branchTransitions,
  flowDiagram,
  flowDocument,
  flowTable,
  legalBases,
  matterDiagram,
  matterKinds,
  reminderRules,
  transitions,
} from './index.js';

describe('the picture of the flow', () => {
  it('draws every arrow of the table and no other', () => {
    const arrows = alertTransitions.flatMap((one) =>
      one.from.map((from) => `  ${from} --> ${one.to ?? from}: ${one.command}`),
    );
    const drawn = flowDiagram()
      .split('\n')
      .filter((line) => /--> \w+: /.test(line) && !line.includes('[*]'));
    expect(drawn).toEqual(arrows);
  });

  it.each(branchKinds)('draws the branch %s from its rows', (kind) => {
    const arrows = branchTransitions
      .filter((one) => one.of === kind)
      .flatMap(({ from, to, command }) =>
        (from.length ? from : ['[*]']).map((state) => `  ${state} --> ${to}: ${command}`),
      );
    expect(
      branchDiagram(kind)
        .split('\n')
        .filter((line) => /--> \w+: /.test(line)),
    ).toEqual(arrows);
    expect(flowDocument()).toContain(branchDiagram(kind));
  });

  it.each(matterKinds)('draws the record %s from its rows, also the steps that leave the state', (kind) => {
    const rows = transitions.filter((one) => one.of === kind);
    const arrows = rows.flatMap(({ from, to, command }) =>
      (from.length ? [...from] : ['[*]']).map((state) => `  ${state} --> ${to ?? state}: ${command}`),
    );
    expect(arrows.length).toBeGreaterThan(4);
    expect(
      matterDiagram(kind)
        .split('\n')
        .filter((line) => /--> \w+: /.test(line)),
    ).toEqual(arrows);
    expect(flowDocument()).toContain(matterDiagram(kind));
  });

  it('names every state and every command', () => {
    for (const state of alertStates) expect(flowDiagram()).toContain(`  ${state}: `);
    for (const command of [...alertCommands, ...branchCommands]) expect(flowTable()).toContain(`| ${command} |`);
  });

  it('cites every basis for a step or for a notice, the warnings and escalations by 津21(二)', () => {
    const cited = new Set([
      ...transitions.flatMap(({ basis }) => [...basis]),
      ...Object.values(reminderRules).flatMap(({ basis }) => [...basis]),
    ]);
    expect([...cited].sort()).toEqual(Object.keys(legalBases).sort());
    expect(alertTransitions.find(({ command }) => command === 'return')?.basis).toContain('tianjin21');
    expect(flowDocument()).toContain('| escalate_supervision_head | after | escalateSupervisionHeadWorkingDays | 7 |');
  });

  it('cites the Tianjin articles with the time for which they held', () => {
    for (const basis of Object.values(legalBases).filter(({ article }) => article.startsWith('津')))
      expect(basis).toMatchObject({ from: '2015-08-01', to: '2020-07-31' });
    expect(flowDocument()).toContain('2015-08-01 – 2020-07-31');
    expect(flowDocument()).toContain('津12†');
    expect(flowDocument()).toContain('民法典202,');
  });
});
