export * from './demo-accounts.js';
export * from './expected-findings.js';
export * from './findings.js';
export * from './generate-region.js';
export * from './human-steps.js';
export { defaultPersons, defaultSeed, type DemoOptions } from './build-world.js';
export { demoMonths, demoPeriods, type DemoPeriod } from './months.js';
export { demoAgencies, demoRegion, expectedSubmissions, linesOf } from './region.js';
