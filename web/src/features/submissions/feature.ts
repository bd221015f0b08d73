import type { Feature } from '../../platform/routing/feature.js';
import { packageReaders, packageSenders, sourceReaders, submissionReaders } from './collect-readers.js';

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
    {
      path: '/packages',
      name: 'packages',
      component: () => import('./PackagesPage.vue'),
      meta: { roles: packageReaders, title: 'submissions.packages.title' },
    },
    {
      path: '/packages/:packageId',
      name: 'package',
      component: () => import('./PackagePage.vue'),
      meta: { roles: packageReaders, title: 'submissions.packages.record' },
    },
    {
      path: '/exchange-sources',
      name: 'exchange-sources',
      component: () => import('./SourcesPage.vue'),
      meta: { roles: sourceReaders, title: 'submissions.sources.title' },
    },
  ],
  menu: [
    {
      to: '/submissions',
      text: 'submissions.menuAgency',
      roles: packageSenders,
      order: 25,
      covers: ['/board', '/packages', '/exchange-sources'],
    },
  ],
};
