export * from './fix-return-deadline.js';
