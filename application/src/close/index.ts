export { closeAlert } from './close-alert.js';
export { coverNewHits } from './cover-new-hits.js';
export { returnAlert } from './return-alert.js';
