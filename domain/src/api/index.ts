import { alertRoutes } from './alert.js';
import { closeRoutes } from './close.js';
import { collectRoutes } from './collect.js';
import { dispatchRoutes } from './dispatch.js';
import { evaluateRoutes } from './evaluate.js';
import { feedbackRoutes } from './feedback.js';
import { monthCloseRoutes } from './month-close.js';
import { identityRoutes } from './identity.js';
import { overviewRoutes } from './overview.js';

export * from './alert.js';
export * from './close.js';
export * from './collect.js';
export * from './contract.js';
export * from './dispatch.js';
export * from './evaluate.js';
export * from './feedback.js';
export * from './identity.js';
export * from './month-close.js';
export * from './overview.js';
export * from './shapes.js';

/** Every route of the product; openapi.json, the client and the authorisation matrix are made from it. */
export const routes = {
  ...identityRoutes,
  ...collectRoutes,
  ...evaluateRoutes,
  ...monthCloseRoutes,
  ...alertRoutes,
  ...dispatchRoutes,
  ...feedbackRoutes,
  ...closeRoutes,
  ...overviewRoutes,
} as const;
export type RouteName = keyof typeof routes;
