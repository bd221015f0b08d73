export { assignAlerts, handOverAlerts } from './assign-alerts.js';
export { endStandIn, enterStandIn, listColleagues } from './stand-ins.js';
