export * from './compare-recovery.js';
export * from './fix-return-deadline.js';
