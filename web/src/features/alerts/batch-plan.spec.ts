import type { Likeable } from '@fundwatch/domain/alert';
import { describe, expect, it } from 'vitest';
import { planBatches } from './batch-plan.js';

const row = (
  id: string,
  state: Likeable['state'],
  indicator = 'DY01',
  problemType: Likeable['problemType'] = null,
) => ({
  id,
  state,
  indicator,
  problemType,
});
const offered = (rows: Likeable[], role: Parameters<typeof planBatches>[1][number]) =>
  planBatches(rows, [role]).map(({ command, groups }) => [
    command,
    ...groups.map((group) => group.map(({ id }) => id)),
  ]);

describe('what can be done to several alerts at once', () => {
  it('offers each command for the alerts whose state allows it', () => {
    expect(offered([row('a', 'raised'), row('b', 'screened'), row('c', 'dispatched')], 'supervision_officer')).toEqual([
      ['screen', ['a']],
      ['dispatch', ['b']],
      ['dismiss', ['a', 'b']],
    ]);
  });

  it('keeps apart what is not alike: another indicator, another problem type', () => {
    expect(
      offered(
        [
          row('a', 'answered', 'DY01', 'P4'),
          row('b', 'answered', 'DY01', 'P7'),
          row('c', 'in_second_review', 'DY01', 'P4'),
          row('d', 'answered', 'DY04', 'P4'),
        ],
        'supervision_officer',
      ),
    ).toEqual([['close', ['a', 'c'], ['b'], ['d']]]);
  });

  it('lets an agency answer what it has signed for or got back', () => {
    expect(offered([row('a', 'received'), row('b', 'returned'), row('c', 'dispatched')], 'agency_handler')).toEqual([
      ['answer', ['a', 'b']],
    ]);
  });

  it('offers nothing to those who only read', () => {
    expect(planBatches([row('a', 'raised')], ['bureau_leader'])).toEqual([]);
  });
});
