import { demoPeriods } from '../months.js';
import type { Planting } from '../world.js';
import { addRows } from './change-rows.js';

/** Overpayments confirmed in April and May: one left open, one with an agreement to pay it back. */
export const dy32: Planting = {
  population(world) {
    const { book, findings } = world;
    const debtor = book('120116', '110').addBeneficiary();
    const agreed = book('120103', '170').addBeneficiary();
    addRows(world, { agency: '120116', line: '110', dataset: 'business' }, demoPeriods, 'recovery', () => [
      {
        recovery_no: 'ZH2026000017',
        person_no: debtor.no,
        confirmed_amount: '8412.50',
        recovered_amount: '0.00',
        confirmed_on: '2026-04-20',
        agreement_doc_no: null,
        voucher_no: null,
      },
    ]);
    addRows(world, { agency: '120103', line: '170', dataset: 'business' }, demoPeriods, 'recovery', () => [
      {
        recovery_no: 'ZH2026000003',
        person_no: agreed.no,
        confirmed_amount: '2616.00',
        recovered_amount: '0.00',
        confirmed_on: '2026-05-11',
        agreement_doc_no: '还款协议〔2026〕3号',
        voucher_no: null,
      },
    ]);
    for (const period of demoPeriods) {
      if (period === '202606') {
        findings.nearMiss('DY32', '120116', '110', debtor.no, debtor.no, period, '确认多发未满 90 日');
      } else findings.hit('DY32', '120116', '110', debtor.no, debtor.no, period);
      findings.nearMiss('DY32', '120103', '170', agreed.no, agreed.no, period, '已签订还款协议');
    }
  },
};
