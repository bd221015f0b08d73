export * from './report-figures.js';
export * from './report-range.js';
