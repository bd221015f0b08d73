import { keyedHash } from '../keyed-hash.js';
import type { DemoPerson } from '../line-book.js';
import type { Planting, World } from '../world.js';
import { handleBusiness } from './handle-business.js';

const reviewed = [
  ['first_review', 'S004', 10],
  ['second_review', 'S006', 14],
  ['approval', 'S008', 15],
] as const;

/** A clerk as an insured person of the own agency. */
function insure(world: World, agency: string, staffNo: string, no: string): DemoPerson {
  const place = world.book(agency, '110');
  const person = place.addWorker(place.employers[0] ?? null, { ...world.issuer.issue(1975, 1990), no });
  const clerk = world.controlOf(agency).staff.find((one) => one.no === staffNo);
  if (!clerk) throw new RangeError(`no staff ${staffNo} at ${agency}`);
  clerk.name = person.name;
  clerk.personHash = keyedHash(person.idNumber);
  return person;
}

/** Clerks who handle what concerns themselves. */
export const nk19: Planting = {
  population(world) {
    insure(world, '120115', 'S002', 'P900001');
    insure(world, '120111', 'S003', 'P900002');
    // The number is somebody else's on the other line: the log does not say which of them was served.
    world.book('120111', '170').addWorker(null, { no: 'P900002' });
    insure(world, '120117', 'S001', 'P900003');
  },
  control(world) {
    const { findings } = world;
    const change = { operation: '参保信息变更' };
    handleBusiness(world, '120115', '2026-07-16', [['accept', 'S002', 9], ...reviewed], {
      ...change,
      personNo: 'P900001',
    });
    findings.hit('NK19', '120115', '000', 'S002', 'S002', '202607');
    handleBusiness(world, '120111', '2026-08-18', [['accept', 'S003', 9], ...reviewed], {
      ...change,
      personNo: 'P900002',
    });
    findings.cannotDecide('NK19', '120111', '000', 'S003', 'S003', '202608');
    handleBusiness(world, '120117', '2026-09-15', [['accept', 'S002', 9], ...reviewed], {
      ...change,
      personNo: 'P900003',
    });
    findings.nearMiss('NK19', '120117', '000', 'S001', 'S001', '202609', '本人业务由他人办理');
  },
};
