import { describe, expect, it } from 'vitest';
import { actionsOf, groupActions, leadsOn, type Branch, type Step } from './alert-actions.js';

const command = (name: 'close' | 'return' | 'dismiss') =>
  ({ command: name, reasonRequired: name !== 'close', wouldBeDueOn: null }) as const;
const step = (kind: Step['kind'], name: Step['command'], branchId: string | null = null): Step => ({
  kind,
  command: name,
  branchId,
  reasonRequired: true,
  wouldBeDueOn: name === 'open' ? '2026-10-22' : null,
});
const extension = { id: 'b1', kind: 'extension', state: 'proposed' } as Branch;

describe("what a person may do on the alert's page", () => {
  it('puts the decision that an agency waits for before what the office does of its own accord', () => {
    const actions = actionsOf(
      { commands: [command('return'), command('close')] },
      {
        branches: [extension],
        steps: [
          step('consultation', 'open'),
          step('extension', 'refuse', 'b1'),
          step('extension', 'approve', 'b1'),
          step('consultation', 'cancel', 'b2'),
        ],
      },
    );
    const groups = groupActions(actions);
    expect(groups.next.map(({ name }) => name)).toEqual(['extension.approve', 'extension.refuse', 'close', 'return']);
    expect(groups.beside.map(({ name, day }) => [name, day])).toEqual([['consultation.open', '2026-10-22']]);
    expect(groups.takeBack.map(({ id }) => id)).toEqual(['consultation.cancel b2']);
    expect(actions[0]!.step?.branch).toBe(extension);
  });

  it('offers only what the replies offer', () => {
    expect(actionsOf({ commands: [] }, { branches: [extension], steps: [] })).toEqual([]);
  });

  it('never makes a return or a refusal the main action', () => {
    const actions = actionsOf(
      { commands: [command('return'), command('close')] },
      { branches: [extension], steps: [step('extension', 'refuse', 'b1')] },
    );
    expect(actions.filter(leadsOn).map(({ name }) => name)).toEqual(['close']);
  });
});
