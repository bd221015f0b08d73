export * from './load/index.js';
export * from './store/index.js';
