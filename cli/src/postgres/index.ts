export { startPostgres, type EmbeddedPostgres, type StartPostgresOptions } from './start-postgres.js';
export { waysToRun, type RunAs } from './run-as.js';
export { isPortFree } from './choose-port.js';
export { removeCluster } from './remove-cluster.js';
