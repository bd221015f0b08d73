import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

const keepers = rolesOf(routes.listUsers);

export const usersFeature: Feature = {
  routes: [
    {
      path: '/users',
      name: 'users',
      component: () => import('./UsersPage.vue'),
      meta: { roles: keepers, title: 'users.title' },
    },
  ],
  menu: [{ to: '/users', text: 'users.menu', roles: keepers, order: 60 }],
};
