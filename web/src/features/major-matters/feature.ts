import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

/** 要情: reports of cases that reach the threshold; reached from the entry of cases. */
export const majorMattersFeature: Feature = {
  routes: [
    {
      path: '/major-matters',
      name: 'major-matters',
      component: () => import('./MajorMattersPage.vue'),
      meta: { roles: rolesOf(routes.listMajorMatters), title: 'majorMatters.title' },
    },
    {
      path: '/major-matters/propose',
      name: 'major-matter-propose',
      component: () => import('./ProposeMajorMatterPage.vue'),
      meta: { roles: rolesOf(routes.proposeMajorMatter), title: 'majorMatters.propose.title' },
    },
    {
      path: '/major-matters/:majorMatterId',
      name: 'major-matter',
      component: () => import('./MajorMatterPage.vue'),
      props: true,
      meta: { roles: rolesOf(routes.getMajorMatter), title: 'majorMatters.record' },
    },
  ],
};
