import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

const readers = rolesOf(routes.listDocumentTemplates);

/** Summaries of the office and the templates of its papers; the papers of an alert are on its page. */
export const documentsFeature: Feature = {
  routes: [
    {
      path: '/documents',
      name: 'documents',
      component: () => import('./DocumentsPage.vue'),
      meta: { roles: readers, title: 'documents.title' },
    },
  ],
  menu: [{ to: '/documents', text: 'documents.menu', roles: readers, order: 55 }],
};
