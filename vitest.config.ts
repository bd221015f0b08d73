import { availableParallelism } from 'node:os';
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import LongestFirst from './test/support/longest-first.js';

const conditions = ['fundwatch-source', ...defaultServerConditions];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // A test waits for PostgreSQL, a browser or a process most of the time, so no core is left to us: Vitest's own choice
    // is one fewer. More than eight would ask the run's one PostgreSQL for more connections than it has.
    maxWorkers: Math.min(8, Math.max(2, availableParallelism())),
    sequence: { sequencer: LongestFirst },
    // Vitest's own patience, a second for what is polled and five for a test, is too short for a machine with much to do.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['*/src/**/*.spec.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          // Pure functions leave nothing behind: loading them once a worker is most of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'product',
          include: ['test/**/*.spec.ts'],
          globalSetup: ['test/support/global-setup.ts'],
        },
      },
    ],
  },
});
