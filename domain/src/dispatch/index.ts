export * from './fix-automatic-receipt.js';
