export { commandAlerts, type AlertBatchInput } from './command-alerts.js';
export { dismissAlert } from './dismiss-alert.js';
export { dispatchAlert } from './dispatch-alert.js';
export { receiveAutomatically } from './receive-automatically.js';
export { screenAlert } from './screen-alert.js';
export { fillWaitingDeadlines } from './fill-waiting-deadlines.js';
