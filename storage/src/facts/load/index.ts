export { loadExchangeSubmission, type OfferedKey } from './load-exchange-submission.js';
export { loadPackage } from './load-package.js';
export type { FactFile } from './write-fact-file.js';
export type { LoadedTable, LoadOptions, LoadResult } from './load-tables.js';
export { defaultLimits, type LoadLimits } from './limits.js';
export * from './place-fact-files.js';
