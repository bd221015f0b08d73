export * from './roles.js';
export * from './request-context.js';
export * from './incompatible-roles.js';
export * from './mask.js';
export * from './role-places.js';
export * from './session-rules.js';
