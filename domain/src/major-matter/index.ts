export * from './decide-major-matter.js';
