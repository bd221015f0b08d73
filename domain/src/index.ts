export * from './approvals.js';
export * from './errors.js';
export * from './group-by.js';
export * from './four-eyes.js';
