import type { Role } from '@fundwatch/domain/identity';
import type { Feature } from '../../platform/routing/feature.js';

const readers: readonly Role[] = [
  'supervision_officer',
  'supervision_head',
  'bureau_leader',
  'agency_handler',
  'agency_head',
  'information_institution',
  'administrator',
];

export const boardFeature: Feature = {
  routes: [
    {
      path: '/board',
      name: 'board',
      component: () => import('./BoardPage.vue'),
      meta: { roles: readers, title: 'board.title', period: 'page' },
    },
  ],
  menu: [
    {
      to: '/board',
      text: 'board.menu',
      roles: ['supervision_officer', 'supervision_head', 'bureau_leader', 'administrator'],
      order: 20,
      covers: ['/submissions', '/exchange-sources', '/packages'],
    },
  ],
};
