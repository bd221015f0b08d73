export * from './compare-fact-tables.js';
export * from './find-fact-row.js';
export * from './find-subjects.js';
export * from './read-fact-page.js';
export * from './read-subject-rows.js';
export * from './stream-fact-rows.js';
export type { ReadLimits } from './with-fact-files.js';
