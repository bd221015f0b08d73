export * from './exchange-standard.js';
