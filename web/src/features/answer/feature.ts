import { agencyRoles } from '@fundwatch/domain/identity';
import type { Feature } from '../../platform/routing/feature.js';

export const answerFeature: Feature = {
  routes: [
    {
      path: '/alerts/:alertId/answer',
      name: 'answer',
      component: () => import('./AnswerPage.vue'),
      props: true,
      meta: { roles: agencyRoles, title: 'answer.title' },
    },
    {
      path: '/answer-together',
      name: 'answer-together',
      component: () => import('./AnswerTogetherPage.vue'),
      meta: { roles: agencyRoles, title: 'answer.together.page' },
    },
  ],
};
