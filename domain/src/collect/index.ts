export * from './exchange-standard.js';
export * from './check-codes.js';
export * from './read-description.js';
export * from './decide-version.js';
export * from './arrival-state.js';
