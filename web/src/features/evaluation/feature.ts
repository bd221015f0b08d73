import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

const readers = rolesOf(routes.listEvaluations);

export const evaluationFeature: Feature = {
  routes: [
    {
      path: '/evaluation',
      name: 'evaluations',
      component: () => import('./EvaluationsPage.vue'),
      meta: { roles: readers, title: 'evaluation.title', period: 'page' },
    },
    {
      path: '/evaluation/:evaluationId',
      name: 'evaluation',
      component: () => import('./EvaluationPage.vue'),
      meta: { roles: readers, title: 'evaluation.record' },
    },
  ],
  menu: [{ to: '/evaluation', text: 'evaluation.menu', roles: readers, order: 40, covers: ['/month-closes'] }],
};
