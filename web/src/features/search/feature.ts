import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

/** What the search box finds; what was typed is not in the address. */
export const searchFeature: Feature = {
  routes: [
    {
      path: '/search',
      name: 'search',
      component: () => import('./SearchPage.vue'),
      meta: { roles: rolesOf(routes.search), title: 'search.title' },
    },
  ],
};
