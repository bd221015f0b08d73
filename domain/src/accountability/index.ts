export * from './fact-kinds.js';
export * from './find-arrival-facts.js';
export * from './items.js';
