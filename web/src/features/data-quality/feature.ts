import type { Feature } from '../../platform/routing/feature.js';
import { qualityReaders } from './quality-readers.js';

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
