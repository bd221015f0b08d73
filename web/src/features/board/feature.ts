import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

export const boardFeature: Feature = {
  routes: [
    {
      path: '/board',
      name: 'board',
      component: () => import('./BoardPage.vue'),
      meta: { roles: rolesOf(routes.getArrivalBoard), title: 'board.title', period: 'page' },
    },
  ],
  menu: [
    {
      to: '/board',
      text: 'board.menu',
      roles: ['supervision_officer', 'supervision_head', 'bureau_leader', 'data_steward', 'administrator'],
      order: 20,
      covers: ['/submissions', '/rules', '/sources', '/packages', '/data-quality', '/expected', '/calendars'],
    },
  ],
};
