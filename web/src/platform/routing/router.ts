import { createRouter, createWebHistory } from 'vue-router';
import { features } from '../../features/index.js';
import { t } from '../i18n/i18n.js';
import { useSession } from '../session/session-store.js';
import { homeOf } from './home-of.js';

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...features.flatMap((feature) => feature.routes),
    { path: '/', name: 'home', component: () => import('./NotFoundPage.vue') },
    { path: '/not-for-you', name: 'not-for-you', component: () => import('./NotForYouPage.vue') },
    {
      path: '/:rest(.*)*',
      name: 'not-found',
      component: () => import('./NotFoundPage.vue'),
      meta: { title: 'platform.notFound.title' },
    },
  ],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
});

router.beforeEach(async (to) => {
  const session = useSession();
  if (!session.loaded) await session.load();
  if (to.meta.public) return true;
  if (!session.account) return { path: '/sign-in', query: to.path === '/' ? {} : { next: to.fullPath } };
  if (to.path === '/') return { path: homeOf(session.roles), replace: true };
  if (to.meta.roles && !session.has(...to.meta.roles)) return { path: '/not-for-you', query: { from: to.fullPath } };
  return true;
});

router.afterEach((to) => {
  const product = t('platform.product');
  document.title = to.meta.title ? `${t(to.meta.title)} · ${product}` : product;
});
