export * from './case.js';
export * from './decide-case.js';
