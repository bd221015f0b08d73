import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

const readers = rolesOf(routes.getAccountability);

/** 履责情况: what the records show of each agency under the items of 津21, and the register by hand. */
export const accountabilityFeature: Feature = {
  routes: [
    {
      path: '/accountability',
      name: 'accountability',
      component: () => import('./AccountabilityPage.vue'),
      meta: { roles: readers, title: 'accountability.title' },
    },
    {
      path: '/accountability/facts',
      name: 'accountability-facts',
      component: () => import('./FactsPage.vue'),
      meta: { roles: readers, title: 'accountability.facts.title' },
    },
    {
      path: '/accountability/entries',
      name: 'accountability-entries',
      component: () => import('./RegisterPage.vue'),
      meta: { roles: readers, title: 'accountability.register.title' },
    },
    {
      path: '/accountability/entries/new',
      name: 'accountability-entry-new',
      component: () => import('./EntryFormPage.vue'),
      meta: { roles: rolesOf(routes.enterAccountability), title: 'accountability.form.title' },
    },
    {
      path: '/accountability/entries/:entryId',
      name: 'accountability-entry',
      component: () => import('./EntryPage.vue'),
      props: true,
      meta: { roles: readers, title: 'accountability.register.record' },
    },
  ],
  menu: [{ to: '/accountability', text: 'accountability.menu', roles: readers, order: 55 }],
};
