export * from './built-in.js';
export * from './calendar.js';
export * from './compose-calendar.js';
export * from './day.js';
export * from './deadlines.js';
export * from './period.js';
export * from './terms.js';
