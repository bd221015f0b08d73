export * from './indicator-definition.js';
export * from './decide-scopes.js';
export * from './look-back.js';
export * from './input-hash.js';
export * from './contract-columns.js';
