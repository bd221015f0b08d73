import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

const readers = rolesOf(routes.getReport);

/** 报表: of the office and its leader; an agency has its own alerts, and no report of others. */
export const reportsFeature: Feature = {
  routes: [
    {
      path: '/reports',
      name: 'reports',
      component: () => import('./ReportsPage.vue'),
      meta: { roles: readers, title: 'reports.title' },
    },
  ],
  menu: [{ to: '/reports', text: 'reports.menu', roles: readers, order: 52 }],
};
