import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

export const cleaningFeature: Feature = {
  routes: [
    {
      path: '/cleaning-tasks',
      name: 'cleaning-tasks',
      component: () => import('./CleaningTasksPage.vue'),
      meta: { roles: rolesOf(routes.listCleaningTasks), title: 'cleaning.title' },
    },
  ],
};
