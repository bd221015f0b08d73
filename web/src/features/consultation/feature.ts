import { routes } from '@fundwatch/domain/api';
import { computed } from 'vue';
import { useApi } from '../../platform/api/use-api.js';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

function useCount() {
  const { data } = useApi(routes.listConsultations, { query: { limit: 1 } }, { everySeconds: 60 });
  return computed(() => data.value?.total ?? null);
}

export const consultationFeature: Feature = {
  routes: [
    {
      path: '/consultations',
      name: 'consultations',
      component: () => import('./ConsultationsPage.vue'),
      meta: { roles: rolesOf(routes.listConsultations), title: 'consultation.title' },
    },
  ],
  menu: [{ to: '/consultations', text: 'consultation.menu', roles: ['line_department'], order: 10, useCount }],
};
