import type { Role } from '@fundwatch/domain/identity';
import type { Feature } from '../../platform/routing/feature.js';

/** The catalogue is open to every account; the menu offers it to those who work with it. */
const menuRoles: readonly Role[] = ['supervision_officer', 'supervision_head', 'bureau_leader', 'data_steward'];

export const indicatorsFeature: Feature = {
  routes: [
    {
      path: '/indicators',
      name: 'indicators',
      component: () => import('./IndicatorsPage.vue'),
      meta: { title: 'indicators.title' },
    },
    {
      path: '/indicators/:code',
      name: 'indicator',
      component: () => import('./IndicatorPage.vue'),
      meta: { title: 'indicators.record' },
    },
  ],
  menu: [{ to: '/indicators', text: 'indicators.menu', roles: menuRoles, order: 45 }],
};
