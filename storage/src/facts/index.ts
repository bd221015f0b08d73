export * from './load/index.js';
export * from './store/index.js';
// The loader has a type of this name too; outside, a fact file is what a run reads.
export type { FactFile } from './store/index.js';
