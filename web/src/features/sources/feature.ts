import type { Feature } from '../../platform/routing/feature.js';
import { packageReaders, sourceReaders } from '../submissions/collect-readers.js';

export const sourcesFeature: Feature = {
  routes: [
    {
      path: '/packages',
      name: 'packages',
      component: () => import('./PackagesPage.vue'),
      meta: { roles: packageReaders, title: 'sources.packages.title' },
    },
    {
      path: '/packages/:packageId',
      name: 'package',
      component: () => import('./PackagePage.vue'),
      meta: { roles: packageReaders, title: 'sources.packages.record' },
    },
    {
      path: '/sources',
      name: 'sources',
      component: () => import('./SourcesPage.vue'),
      meta: { roles: sourceReaders, title: 'sources.title' },
    },
    {
      path: '/sources/:name',
      name: 'source-mapping',
      component: () => import('./SourceMappingPage.vue'),
      meta: { roles: sourceReaders, title: 'sources.mapping.title' },
    },
  ],
  menu: [],
};
