import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

const readers = rolesOf(routes.listMonthStandings);

export const monthCloseFeature: Feature = {
  routes: [
    {
      path: '/month-closes',
      name: 'month-closes',
      component: () => import('./MonthClosesPage.vue'),
      meta: { roles: readers, title: 'monthClose.title' },
    },
    {
      path: '/month-closes/:monthCloseId',
      name: 'month-close',
      component: () => import('./MonthClosePage.vue'),
      meta: { roles: readers, title: 'monthClose.record' },
    },
  ],
};
