import { agencyRoles, supervisionRoles } from '@fundwatch/domain/identity';
import type { Feature } from '../../platform/routing/feature.js';
import { useQueueCounts } from './use-queue.js';

const useCount = () => useQueueCounts().mine;

export const queueFeature: Feature = {
  routes: [
    {
      path: '/queue',
      name: 'queue',
      component: () => import('./QueuePage.vue'),
      meta: { roles: [...supervisionRoles, ...agencyRoles], title: 'queue.title' },
    },
  ],
  menu: [
    { to: '/queue', text: 'queue.menu', roles: supervisionRoles, order: 10, useCount },
    { to: '/queue', text: 'queue.menuAgency', roles: agencyRoles, order: 10, useCount },
  ],
};
