import type { LogEntry } from '../control-book.js';
import type { Business, DemoPerson } from '../line-book.js';
import { atSecond, clock } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';
import { addRows } from './change-rows.js';

interface Resumed {
  person: DemoPerson;
  /** The step or business of the operation log that the resumption names. */
  reviewed: { logNo: string | null };
}

const hitAt: readonly [string, DemoLine] = ['120119', '110'];
const quietAt: readonly [string, DemoLine] = ['120114', '170'];

const planted = new WeakMap<World, { hit: DemoPerson; quiet: DemoPerson; quietBusiness?: Business }>();

/** Benefits that were stopped as duplicates in July and resumed in August: by two levels of review, and by three. */
export const dy28: Planting = {
  population(world) {
    planted.set(world, { hit: world.book(...hitAt).addBeneficiary(), quiet: world.book(...quietAt).addBeneficiary() });
  },
  drafts(world) {
    const persons = planted.get(world)!;
    world.book(...hitAt).endBenefits('202607', persons.hit, 'duplicate', '2026-07-21');
    world.book(...quietAt).endBenefits('202607', persons.quiet, 'duplicate', '2026-07-22');
    persons.quietBusiness = world.book(...quietAt).business('202608', '待遇恢复', 'high', persons.quiet, '2026-08-05');
    resume(world, quietAt, { person: persons.quiet, reviewed: persons.quietBusiness });
    world.findings.nearMiss('DY28', ...quietAt, persons.quiet.no, persons.quiet.no, '202608', '恢复经过三级审核');
  },
  control(world) {
    const [agency, line] = hitAt;
    const { hit } = planted.get(world)!;
    const control = world.controlOf(agency);
    const business = control.newBusinessNo('202608');
    const more: Partial<LogEntry> = { operation: '待遇恢复', riskLevel: 'medium', personNo: hit.no };
    control.step('202608', business, 'accept', 'S002', atSecond('2026-08-05', clock(9, 10)), more);
    control.step('202608', business, 'first_review', 'S004', atSecond('2026-08-05', clock(10, 20)), more);
    const approval = control.step('202608', business, 'approval', 'S008', atSecond('2026-08-05', clock(15, 5)), more);
    resume(world, hitAt, { person: hit, reviewed: approval });
    world.findings.hit('DY28', agency, line, hit.no, hit.no, '202608');
  },
};

function resume(world: World, [agency, line]: readonly [string, DemoLine], { person, reviewed }: Resumed): void {
  addRows(world, { agency, line, dataset: 'business' }, ['202608'], 'benefit_status', () =>
    person.benefits.map(({ item }, index) => ({
      status_no: `Z20260890000${index + 1}`,
      person_no: person.no,
      item,
      status: 'normal',
      reason: 'restored',
      changed_at: atSecond('2026-08-05', clock(16, 30)),
      log_no: reviewed.logNo,
    })),
  );
}
