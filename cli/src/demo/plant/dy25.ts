import type { DemoPerson } from '../line-book.js';
import type { Planting, World } from '../world.js';

const planted = new WeakMap<World, { failing: DemoPerson; doubled: DemoPerson }>();

/** Failed returns that nobody followed up, and a re-issue on top of a success. */
export const dy25: Planting = {
  population(world) {
    planted.set(world, {
      failing: world.book('120103', '120').addBeneficiary(),
      doubled: world.book('120116', '410').addBeneficiary(),
    });
  },
  drafts(world) {
    const { failing, doubled } = planted.get(world)!;
    const { findings } = world;
    const failed = world
      .book('120103', '120')
      .months['202607'].returns.filter((one) => one.payment?.person === failing);
    for (const entry of failed) {
      entry.result = 'failure';
      entry.failReason = '账户已销户';
    }

    // The other cases' payments that came back in July and were left so.
    const left = [
      ['120103', '120'],
      ['120112', '170'],
      ['120117', '170'],
    ] as const;
    for (const [agency, line] of left) {
      const returns = world.book(agency, line).months['202607'].returns.filter(({ result }) => result === 'failure');
      if (!returns.length) throw new Error(`no failed return at ${agency} ${line} in 202607`);
      for (const { no } of returns) findings.hit('DY25', agency, line, agency, no, '202608');
    }

    const book = world.book('120116', '410');
    const [first] = book.months['202608'].returns.filter(({ payment }) => payment?.person === doubled);
    if (!first?.payment) throw new Error('no return at 120116 410 in 202608');
    const again = book.return('202608', first.payment, 'success', first.no);
    findings.hit('DY25', '120116', '410', '120116', again.no, '202608');
    findings.hit('DY29', '120116', '410', doubled.no, first.payment.no, '202608');
    findings.brokenRule('R10', '120116', '410', '202608');

    const reissued = world.book('120111', '110').months['202606'].returns.find(({ result }) => result === 'failure');
    if (!reissued) throw new Error('no failed return at 120111 110 in 202606');
    findings.nearMiss('DY25', '120111', '110', '120111', reissued.no, '202607', '失败后 30 日内重发成功');
  },
};
