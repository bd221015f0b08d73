import { routes } from '@fundwatch/domain/api';
import type { Feature } from '../../platform/routing/feature.js';
import { rolesOf } from '../../platform/routing/roles-of.js';

export const rulesFeature: Feature = {
  routes: [
    {
      path: '/rules',
      name: 'rules',
      component: () => import('./RulesPage.vue'),
      meta: { roles: rolesOf(routes.getRuleBoard), title: 'rules.title', period: 'page' },
    },
    {
      path: '/rules/:rule',
      name: 'rule',
      component: () => import('./RulePage.vue'),
      meta: { roles: rolesOf(routes.listRuleResults), title: 'rules.rule', period: 'page' },
    },
    {
      path: '/rules/:rule/:period/:agency/:line',
      name: 'rule-result',
      component: () => import('./RuleResultPage.vue'),
      meta: { roles: rolesOf(routes.getRuleResult), title: 'rules.result' },
    },
  ],
};
