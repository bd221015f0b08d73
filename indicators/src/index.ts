export * from './indicator.js';
export * from './load-catalogue.js';
export { parseIndicator, readIndicator } from './read-indicator.js';
export { catalogueFolder, findIndicatorFolders } from './find-catalogue.js';
export type { IndicatorCase } from './cases/case.schema.js';
export * from './cases/load-cases.js';
export * from './cases/plan-case.js';
