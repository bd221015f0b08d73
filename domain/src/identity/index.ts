export * from './roles.js';
export * from './request-context.js';
