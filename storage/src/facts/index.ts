export * from './load/index.js';
export * from './read/index.js';
export * from './store/index.js';
