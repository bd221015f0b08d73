import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

/** Known cases that make no alert: proposed by one person, approved by another. Reached from the library of indicators. */
export const whitelistFeature: Feature = {
  routes: [
    {
      path: '/indicators/whitelist',
      name: 'whitelist',
      component: () => import('./WhitelistPage.vue'),
      meta: { roles: rolesOf(routes.listWhitelist), title: 'whitelist.title' },
    },
    {
      path: '/indicators/whitelist/propose',
      name: 'whitelist-propose',
      component: () => import('./ProposeEntryPage.vue'),
      meta: { roles: rolesOf(routes.proposeWhitelistEntry), title: 'whitelist.propose' },
    },
  ],
};
