import type { Feature } from '../../platform/routing/feature.js';

export const signInFeature: Feature = {
  routes: [
    {
      path: '/sign-in',
      name: 'sign-in',
      component: () => import('./SignInPage.vue'),
      meta: { public: true, title: 'signIn.title' },
    },
  ],
};
