import { periodsBetween } from '../months.js';
import type { Planting } from '../world.js';
import { changeControl } from './change-control.js';

/** Ledgers of posts with gaps, and monthly checks that looked at nothing. */
export const nk24AndNk25: Planting = {
  control(world) {
    const { findings } = world;
    const fromJuly = periodsBetween('202607', '202609');
    changeControl(world, '120110', fromJuly, 'duty', { duty_no: 'G005' }, { control_measure: null });
    changeControl(world, '120110', fromJuly, 'duty', { duty_no: 'G007' }, { risk_point: null });
    for (const period of fromJuly) findings.hit('NK24', '120110', '000', '120110', 'total', period);
    changeControl(world, '120111', fromJuly, 'duty', { duty_no: 'G004' }, { permission: '初审岗权限、统计查询' });
    for (const period of fromJuly)
      findings.nearMiss('NK24', '120111', '000', '120111', 'total', period, '台账一项写有两个权限');

    changeControl(world, '120117', ['202608'], 'control_report', { report_no: 'NB202608' }, { sampled: '0' });
    findings.hit('NK25', '120117', '000', '120117', 'total', '202608');
    changeControl(
      world,
      '120102',
      ['202609'],
      'control_report',
      { report_no: 'NB202609' },
      { reported_on: '2026-08-31' },
    );
    findings.hit('NK25', '120102', '000', '120102', 'total', '202609');
    // Not sent at all: the plan of DQ02.
    findings.hit('NK25', '120105', '000', '120105', 'total', '202608');
    changeControl(
      world,
      '120118',
      ['202607'],
      'control_report',
      { report_no: 'NB202607' },
      { reported_on: '2026-08-04' },
    );
    findings.nearMiss('NK25', '120118', '000', '120118', 'total', '202607', '报告次月初才报，已随当月数据报送');
  },
};
