import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

export const qualityReaders = rolesOf(routes.getDataQuality);

export const dataQualityFeature: Feature = {
  routes: [
    {
      path: '/data-quality',
      name: 'data-quality',
      component: () => import('./DataQualityPage.vue'),
      meta: { roles: qualityReaders, title: 'dataQuality.title', period: 'page' },
    },
  ],
};
