import type { LogEntry } from '../control-book.js';
import { keyedHash } from '../keyed-hash.js';
import type { DemoPeriod } from '../months.js';
import type { Planting, World } from '../world.js';
import { handleBusiness } from './handle-business.js';

const reviewed = [
  ['accept', 'S001', 9],
  ['first_review', 'S004', 10],
  ['second_review', 'S006', 14],
  ['approval', 'S008', 15],
] as const;

/** Data changed from the back end, or under a number that is none. */
export const nk16: Planting = {
  control(world) {
    const { findings } = world;
    const operation = '信息更正';
    const change = (agency: string, period: DemoPeriod, entry: LogEntry) =>
      findings.hit('NK16', agency, '000', agency, () => entry.logNo, period);

    // Three persons have reviewed it.
    const asked = handleBusiness(world, '120106', '2026-08-20', [...reviewed, ['backend', 'S014', 16]], { operation });
    change('120106', '202608', asked.at(-1)!);
    findings.nearMiss('NK05', '120106', '000', '120106', asked[0]!.businessNo, '202608', '后台改数经三级审核');
    // Nobody has.
    const [alone] = handleBusiness(world, '120119', '2026-09-17', [['backend', 'S014', 16]], { operation });
    change('120119', '202609', alone!);
    findings.hit('NK05', '120119', '000', '120119', alone!.businessNo, '202609');

    const [nameless] = handleBusiness(world, '120105', '2026-07-23', [['accept', 'S002', 11]], {
      operation,
      businessNo: '0',
    });
    rehash(world, '120105', '202607', nameless!);
    change('120105', '202607', nameless!);
    const [ordinary] = handleBusiness(world, '120112', '2026-07-23', reviewed, { operation });
    rehash(world, '120112', '202607', ordinary!);
    findings.nearMiss('NK16', '120112', '000', '120112', () => ordinary!.logNo, '202607', '前台变更，有业务流水号');
  },
};

/** The entry's row says what the data were before and after. */
function rehash(world: World, agency: string, period: DemoPeriod, entry: LogEntry): void {
  world.slips.push({
    agency,
    line: '000',
    dataset: 'control',
    period,
    spoil: (tables) => ({
      ...tables,
      operation_log: (tables['operation_log'] ?? []).map((row) =>
        row['log_no'] === entry.logNo
          ? { ...row, before_hash: keyedHash('before'), after_hash: keyedHash('after') }
          : row,
      ),
    }),
  });
}
