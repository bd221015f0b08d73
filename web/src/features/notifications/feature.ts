import type { Feature } from '../../platform/routing/feature.js';

/** What the account was told of; reached from the header. */
export const notificationsFeature: Feature = {
  routes: [
    {
      path: '/notifications',
      name: 'notifications',
      component: () => import('./NotificationsPage.vue'),
      meta: { title: 'notifications.title' },
    },
  ],
};
