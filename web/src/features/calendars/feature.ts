import type { Feature } from '../../platform/routing/feature.js';
import { calendarReaders } from './calendar-keepers.js';

export const calendarsFeature: Feature = {
  routes: [
    {
      path: '/calendars',
      name: 'calendars',
      component: () => import('./CalendarsPage.vue'),
      meta: { roles: calendarReaders, title: 'calendars.title' },
    },
  ],
};
