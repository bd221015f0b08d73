import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

/** On-site and special inspections; reached from the entry of cases. */
export const inspectionsFeature: Feature = {
  routes: [
    {
      path: '/inspections',
      name: 'inspections',
      component: () => import('./InspectionsPage.vue'),
      meta: { roles: rolesOf(routes.listInspections), title: 'inspections.title' },
    },
    {
      path: '/inspections/plan',
      name: 'inspection-plan',
      component: () => import('./PlanInspectionPage.vue'),
      meta: { roles: rolesOf(routes.planInspection), title: 'inspections.plan.title' },
    },
    {
      path: '/inspections/:inspectionId',
      name: 'inspection',
      component: () => import('./InspectionOrNotice.vue'),
      props: true,
      meta: {
        roles: [...rolesOf(routes.getInspection), ...rolesOf(routes.getAgencyInspection)],
        title: 'inspections.record',
      },
    },
  ],
};
