import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';
import { useApprovals } from './use-approvals.js';

const deciders = rolesOf(routes.listApprovals);

/** What waits for this person's decision, of every kind. */
export const approvalsFeature: Feature = {
  routes: [
    {
      path: '/approvals',
      name: 'approvals',
      component: () => import('./ApprovalsPage.vue'),
      meta: { roles: deciders, title: 'approvals.title' },
    },
  ],
  menu: [
    { to: '/approvals', text: 'approvals.menu', roles: deciders, order: 15, useCount: () => useApprovals().waiting },
  ],
};
