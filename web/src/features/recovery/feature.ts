import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

export const recoveryFeature: Feature = {
  routes: [
    {
      path: '/recoveries',
      name: 'recoveries',
      component: () => import('./RecoveriesPage.vue'),
      meta: { roles: rolesOf(routes.listRecoveries), title: 'recovery.title' },
    },
  ],
};
