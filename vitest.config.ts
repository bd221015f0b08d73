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
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['*/src/**/*.spec.ts'], exclude: ['**/node_modules/**', '**/dist/**'] },
      },
      {
        extends: true,
        test: {
          name: 'product',
          include: ['test/**/*.spec.ts'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // Vitest's own patience, a second, is too short for a machine with much to do.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
