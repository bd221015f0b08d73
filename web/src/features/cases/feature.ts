import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

/** Cases, and the alerts that officers raise themselves. */
export const casesFeature: Feature = {
  routes: [
    {
      path: '/cases',
      name: 'cases',
      component: () => import('./CasesPage.vue'),
      meta: { roles: rolesOf(routes.listCases), title: 'cases.title' },
    },
    {
      path: '/cases/open',
      name: 'case-open',
      component: () => import('./OpenCasePage.vue'),
      meta: { roles: rolesOf(routes.openCase), title: 'cases.open.title' },
    },
    {
      path: '/cases/:caseId',
      name: 'case',
      component: () => import('./CasePage.vue'),
      props: true,
      meta: { roles: rolesOf(routes.getCase), title: 'cases.record' },
    },
    {
      path: '/leads/register',
      name: 'lead-register',
      component: () => import('./RegisterAlertPage.vue'),
      meta: { roles: rolesOf(routes.registerAlert), title: 'cases.lead.title' },
    },
  ],
  menu: [
    {
      to: '/cases',
      text: 'cases.menu',
      roles: rolesOf(routes.listCases),
      order: 35,
      covers: ['/inspections', '/major-matters', '/leads'],
    },
  ],
};
