import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

/** Whose work alerts are, and who stands in for whom. */
export const dutyFeature: Feature = {
  routes: [
    {
      path: '/duties',
      name: 'duties',
      component: () => import('./DutyPage.vue'),
      meta: { roles: rolesOf(routes.listColleagues), title: 'duty.title' },
    },
  ],
};
