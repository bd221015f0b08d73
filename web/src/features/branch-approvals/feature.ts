import { routes } from '@fundwatch/domain/api';
import { computed } from 'vue';
import { useApi } from '../../platform/api/use-api.js';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

function useCount() {
  const { data } = useApi(routes.listBranchApprovals, { query: { limit: 1 } }, { everySeconds: 60 });
  return computed(() => data.value?.total ?? null);
}

export const branchApprovalsFeature: Feature = {
  routes: [
    {
      path: '/branch-approvals',
      name: 'branch-approvals',
      component: () => import('./BranchApprovalsPage.vue'),
      meta: { roles: rolesOf(routes.listBranchApprovals), title: 'branchApprovals.title' },
    },
  ],
  menu: [{ to: '/branch-approvals', text: 'branchApprovals.menu', roles: ['bureau_leader'], order: 12, useCount }],
};
