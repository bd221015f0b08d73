import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

const keepers = rolesOf(routes.getOutgoing);

/** What is told outside the product: mail, and addresses of other systems. */
export const outgoingFeature: Feature = {
  routes: [
    {
      path: '/outgoing',
      name: 'outgoing',
      component: () => import('./OutgoingPage.vue'),
      meta: { roles: keepers, title: 'outgoing.title' },
    },
    {
      path: '/outgoing/:name',
      name: 'webhook',
      component: () => import('./WebhookPage.vue'),
      meta: { roles: keepers, title: 'outgoing.webhook.title' },
    },
  ],
  menu: [{ to: '/outgoing', text: 'outgoing.menu', roles: keepers, order: 61 }],
};
