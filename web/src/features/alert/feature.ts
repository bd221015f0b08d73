import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

export const alertFeature: Feature = {
  routes: [
    {
      path: '/alerts/:alertId',
      name: 'alert',
      component: () => import('./AlertPage.vue'),
      props: true,
      meta: { roles: rolesOf(routes.getAlert), title: 'alert.title' },
    },
  ],
};
