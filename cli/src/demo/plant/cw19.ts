import type { Planting } from '../world.js';
import { addRows } from './change-rows.js';

/** Overpaid benefits that came back: one without a voucher since July, one that came in September only. */
export const cw19: Planting = {
  drafts(world) {
    const { findings } = world;
    const recovered = (recovery_no: string, person_no: string, amount: string, confirmed_on: string) => ({
      recovery_no,
      person_no,
      confirmed_amount: amount,
      recovered_amount: amount,
      confirmed_on,
      agreement_doc_no: null,
      voucher_no: null,
    });
    const someone = (agency: string, line: '110' | '170') => {
      const person = world.book(agency, line).persons.find(({ kind }) => kind === 'beneficiary');
      if (!person) throw new Error(`${agency} ${line} has no beneficiary`);
      return person.no;
    };
    const kept = { agency: '120114', line: '110', dataset: 'business' } as const;
    addRows(world, kept, ['202607', '202608', '202609'], 'recovery', () => [
      recovered('ZH2026000021', someone('120114', '110'), '2618.40', '2026-07-08'),
    ]);
    findings.nearMiss('CW19', '120114', '110', '120114', 'ZH2026000021', '202607', '追回不满 30 天');
    for (const period of ['202608', '202609']) {
      findings.hit('CW19', '120114', '110', '120114', 'ZH2026000021', period);
    }
    const fresh = { agency: '120111', line: '170', dataset: 'business' } as const;
    addRows(world, fresh, ['202609'], 'recovery', () => [
      recovered('ZH2026000022', someone('120111', '170'), '981.00', '2026-08-12'),
    ]);
    findings.nearMiss('CW19', '120111', '170', '120111', 'ZH2026000022', '202609', '本月才追回');
  },
};
