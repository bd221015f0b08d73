export * from './errors.js';
export * from './group-by.js';
