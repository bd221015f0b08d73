export { commandAlert, type AlertCommandInput } from './command-alert.js';
export { countAlerts } from './count-alerts.js';
export { getAlert } from './get-alert.js';
export { getSubject } from './get-subject.js';
export { listAlertEvents } from './list-alert-events.js';
export { listAlertHits, unmaskAlertHits } from './list-alert-hits.js';
export { listAlerts, type AlertListInput } from './list-alerts.js';
export { listSameSubject } from './list-same-subject.js';
export { listSubjectFacts, unmaskSubjectFacts } from './read-subject-facts.js';
