import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

const writers = rolesOf(routes.listIndicatorDrafts);

/** The office's own indicators: written, checked and submitted here; approved with the other proposals. */
export const ownIndicatorsFeature: Feature = {
  routes: [
    {
      path: '/indicators/drafts',
      name: 'indicator-drafts',
      component: () => import('./DraftsPage.vue'),
      meta: { roles: writers, title: 'ownIndicators.title' },
    },
    {
      path: '/indicators/drafts/:draftId',
      name: 'indicator-draft',
      component: () => import('./DraftPage.vue'),
      meta: { roles: writers, title: 'ownIndicators.draft' },
    },
  ],
};
