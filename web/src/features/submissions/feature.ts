import type { Feature } from '../../platform/routing/feature.js';
import { packageSenders, submissionReaders } from './collect-readers.js';

export const submissionsFeature: Feature = {
  routes: [
    {
      path: '/submissions',
      name: 'submissions',
      component: () => import('./SubmissionsPage.vue'),
      meta: { roles: submissionReaders, title: 'submissions.title', period: 'filter' },
    },
    {
      path: '/submissions/:submissionId',
      name: 'submission',
      component: () => import('./SubmissionPage.vue'),
      meta: { roles: submissionReaders, title: 'submissions.record' },
    },
  ],
  menu: [
    {
      to: '/submissions',
      text: 'submissions.menuAgency',
      roles: packageSenders,
      order: 25,
      covers: ['/board', '/rules', '/packages', '/sources'],
    },
  ],
};
