import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

const readers = rolesOf(routes.listIndicatorVersions);

/** Versions of indicators: proposed by one person, approved by another. Reached from the library of indicators. */
export const tuningFeature: Feature = {
  routes: [
    {
      path: '/indicators/:code/versions',
      name: 'indicator-versions',
      component: () => import('./VersionsPage.vue'),
      meta: { roles: readers, title: 'tuning.versions' },
    },
    {
      path: '/indicators/:code/propose',
      name: 'indicator-propose',
      component: () => import('./ProposePage.vue'),
      meta: { roles: rolesOf(routes.proposeIndicatorVersion), title: 'tuning.propose' },
    },
    {
      path: '/indicators/proposals',
      name: 'indicator-proposals',
      component: () => import('./ProposalsPage.vue'),
      meta: { roles: readers, title: 'tuning.proposals' },
    },
    {
      path: '/indicators/versions/:versionId',
      name: 'indicator-version',
      component: () => import('./VersionPage.vue'),
      meta: { roles: readers, title: 'tuning.version' },
    },
  ],
};
