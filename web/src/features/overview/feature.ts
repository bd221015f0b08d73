import { routes } from '@fundwatch/domain/api';
import { supervisionRoles } from '@fundwatch/domain/identity';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

export const overviewFeature: Feature = {
  routes: [
    {
      path: '/overview',
      name: 'overview',
      component: () => import('./OverviewPage.vue'),
      meta: { roles: rolesOf(routes.getOverview), title: 'overview.title', period: 'page' },
    },
  ],
  menu: [
    { to: '/overview', text: 'overview.menu', roles: ['bureau_leader'], order: 5 },
    { to: '/overview', text: 'overview.menuOffice', roles: supervisionRoles, order: 50 },
  ],
};
