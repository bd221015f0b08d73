import type { Planting } from '../world.js';
import { changeControl } from './change-control.js';

/** Reviews of which the log does not say where they were done; the plans of NK01 and of R28 hold more gaps. */
export const nk18: Planting = {
  control(world) {
    const { findings } = world;
    changeControl(world, '120105', ['202609'], 'operation_log', { step: 'second_review' }, { ip: null });
    findings.hit('NK18', '120105', '000', '120105', 'total', '202609');
    // A second review without a clerk.
    findings.hit('NK18', '120102', '000', '120102', 'total', '202607');
    // A number is missing.
    findings.hit('NK18', '120118', '000', '120118', 'total', '202608');
    changeControl(world, '120119', ['202608'], 'operation_log', { step: 'accept' }, { ip: null });
    findings.nearMiss('NK18', '120119', '000', '120119', 'total', '202608', '受理环节没有 IP，不是审核环节');
  },
};
