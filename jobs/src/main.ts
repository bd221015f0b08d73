import 'reflect-metadata';
import { readConfig } from './platform/config.js';
import { startJobs } from './start-jobs.js';

const stop = await startJobs(readConfig());
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stop().then(() => process.exit(0)));
}
