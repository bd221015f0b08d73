import { demoPeriods } from '../months.js';
import type { Planting } from '../world.js';
import { changeRows } from './change-rows.js';

/** Centenarians: one whom only data matching has confirmed, and one who was seen by face recognition. */
export const dy22: Planting = {
  population(world) {
    const { book, findings, issuer } = world;
    const enrolledOn = '1965-03-01';
    const unseen = book('120112', '110').addBeneficiary({ enrolledOn }, issuer.issue(1922, 1924));
    const seen = book('120105', '110').addBeneficiary({ enrolledOn }, issuer.issue(1922, 1924));
    changeRows(
      world,
      { agency: '120112', line: '110', dataset: 'business' },
      demoPeriods,
      'qualification_check',
      (row) => (row['person_no'] === unseen.no ? { ...row, checked_on: '2025-11-05' } : row),
    );
    changeRows(
      world,
      { agency: '120105', line: '110', dataset: 'business' },
      demoPeriods,
      'qualification_check',
      (row) => (row['person_no'] === seen.no ? { ...row, method: 'face' } : row),
    );
    for (const period of demoPeriods) {
      findings.hit('DY22', '120112', '110', unseen.no, unseen.no, period);
      findings.nearMiss('DY22', '120105', '110', seen.no, seen.no, period, '百岁老人，近 6 个月内人脸认证通过');
    }
  },
};
