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
    {
      path: '/submissions/:submissionId/tables/:table',
      name: 'fact-table',
      component: () => import('./FactTablePage.vue'),
      meta: { roles: submissionReaders, title: 'submissions.facts.page' },
    },
    {
      path: '/submissions/:submissionId/differences/:table',
      name: 'difference',
      component: () => import('./DifferencePage.vue'),
      meta: { roles: submissionReaders, title: 'submissions.differences.title' },
    },
  ],
  menu: [
    {
      to: '/submissions',
      text: 'submissions.menuAgency',
      roles: packageSenders,
      order: 25,
      covers: ['/board', '/rules', '/packages', '/sources', '/data-quality', '/expected', '/calendars'],
    },
  ],
};
