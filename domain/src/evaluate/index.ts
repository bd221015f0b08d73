export * from './indicator-definition.js';
