import { agencyRoles } from '@fundwatch/domain/identity';
import type { Feature } from '../../platform/routing/feature.js';
import { alertReaders } from './alert-readers.js';

/** Lists of the same matter. */
const covers = ['/consultations', '/recoveries', '/cleaning-tasks'];

export const alertsFeature: Feature = {
  routes: [
    {
      path: '/alerts',
      name: 'alerts',
      component: () => import('./AlertsPage.vue'),
      meta: { roles: alertReaders, title: 'alerts.title', period: 'filter' },
    },
  ],
  menu: [
    {
      to: '/alerts',
      text: 'alerts.menu',
      roles: ['supervision_officer', 'supervision_head', 'bureau_leader'],
      order: 30,
      covers,
    },
    { to: '/alerts', text: 'alerts.menuAgency', roles: agencyRoles, order: 30, covers },
  ],
};
