export { startPostgres, type EmbeddedPostgres, type StartPostgresOptions } from './start-postgres.js';
export { waysToRun, type RunAs } from './run-as.js';
