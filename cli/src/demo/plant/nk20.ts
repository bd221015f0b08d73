import type { DemoPerson, LineBook } from '../line-book.js';
import type { DemoPeriod } from '../months.js';
import type { Planting, World } from '../world.js';

const planted = new WeakMap<World, Record<'twice' | 'inMonth' | 'once', DemoPerson>>();
/** Accounts that change too often, and one that changes once before an ordinary payment. */
export const nk20: Planting = {
  population(world) {
    planted.set(world, {
      twice: world.book('120118', '170').addBeneficiary(),
      inMonth: world.book('120114', '410').addBeneficiary(),
      once: world.book('120105', '110').addBeneficiary(),
    });
  },
  drafts(world) {
    const { book, findings } = world;
    const people = planted.get(world);
    if (!people) throw new Error('nobody planted for NK20');
    const { twice, inMonth, once } = people;
    const change = (place: LineBook, period: DemoPeriod, person: DemoPerson, on: string) =>
      place.change(period, person, 'bank_account', `${person.accountHash}${on}`, `${on}${person.accountHash}`, on);

    change(book('120118', '170'), '202607', twice, '2026-07-14');
    change(book('120118', '170'), '202609', twice, '2026-09-16');
    findings.hit('NK20', '120118', '170', twice.no, twice.no, '202609');
    change(book('120114', '410'), '202608', inMonth, '2026-08-06');
    change(book('120114', '410'), '202608', inMonth, '2026-08-19');
    findings.hit('NK20', '120114', '410', inMonth.no, inMonth.no, '202608');
    change(book('120105', '110'), '202608', once, '2026-08-06');
    findings.nearMiss('NK20', '120105', '110', once.no, once.no, '202608', '只变更一次，之后的支付不是大额');
  },
};
