export * from './indicator-definition.js';
export * from './decide-scopes.js';
export { findFallbacks } from './find-fallbacks.js';
export * from './look-back.js';
export * from './input-hash.js';
