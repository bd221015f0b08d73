import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

/** Back-tests and trials of versions; reached from a proposal and from the history of versions. */
export const backTestFeature: Feature = {
  routes: [
    {
      path: '/indicators/test-runs/:testRunId',
      name: 'test-run',
      component: () => import('./TestRunPage.vue'),
      meta: { roles: rolesOf(routes.getTestRun), title: 'backTest.record' },
    },
  ],
};
