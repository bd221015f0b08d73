export * from './case.js';
export * from './decide-case.js';
export * from './settings.js';
