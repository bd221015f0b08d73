export * from './inspection.js';
export * from './decide-inspection.js';
export * from './inspection-clocks.js';
export * from './inspection-dates.js';
export * from './inspection-reminders.js';
