export * from './job-definition.js';
export * from './jobs.js';
