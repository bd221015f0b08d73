import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

/** Everything about one person, employer, clerk or account; reached from its alerts. */
export const subjectFeature: Feature = {
  routes: [
    {
      path: '/subjects/:kind/:agency/:line/:subject',
      name: 'subject',
      component: () => import('./SubjectPage.vue'),
      meta: { roles: rolesOf(routes.getSubject), title: 'subject.title' },
    },
  ],
};
