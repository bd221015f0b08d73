import type { Feature } from '../../platform/routing/feature.js';
import { alertReaders } from '../alerts/alert-readers.js';

export const alertFeature: Feature = {
  routes: [
    {
      path: '/alerts/:alertId',
      name: 'alert',
      component: () => import('./AlertPage.vue'),
      props: true,
      meta: { roles: alertReaders, title: 'alert.title' },
    },
  ],
};
