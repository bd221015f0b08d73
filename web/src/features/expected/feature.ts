import type { Feature } from '../../platform/routing/feature.js';
import { expectedReaders } from './use-expected.js';

export const expectedFeature: Feature = {
  routes: [
    {
      path: '/expected',
      name: 'expected',
      component: () => import('./ExpectedPage.vue'),
      meta: { roles: expectedReaders, title: 'expected.title' },
    },
  ],
};
