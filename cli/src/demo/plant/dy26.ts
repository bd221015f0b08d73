import type { Planting } from '../world.js';
import { changeRows } from './change-rows.js';

/** A fifth of the payments to other accounts, and no more than the twentieth that is allowed. */
export const dy26: Planting = {
  drafts(world) {
    const { book, findings } = world;
    changeRows(
      world,
      { agency: '120110', line: '170', dataset: 'business' },
      ['202608'],
      'benefit_payment',
      (row, index) => (index % 5 === 0 ? { ...row, account_kind: 'other' } : row),
    );
    findings.hit('DY26', '120110', '170', '120110', '170', '202608');

    const allowed = Math.floor(book('120119', '110').months['202608'].payments.length / 20);
    changeRows(
      world,
      { agency: '120119', line: '110', dataset: 'business' },
      ['202608'],
      'benefit_payment',
      (row, index) => (index < allowed ? { ...row, account_kind: 'other' } : row),
    );
    findings.nearMiss('DY26', '120119', '110', '120119', '110', '202608', '非社保卡账户不超过 5%');
  },
};
