export * from './answer-of-each.js';
export * from './answer-requirements.js';
export * from './check-answer.js';
export * from './decide-on-time.js';
export * from './fix-answer-deadline.js';
