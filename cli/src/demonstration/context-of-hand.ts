import type { Application } from '@fundwatch/application';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Hand } from '../demo/index.js';
import { contextOfAccount } from './context-of-account.js';

/** Who takes a step of the demonstration; the request is named after what it is about. */
export function contextOfHand(app: Application, { by, at }: Hand, about: string): Promise<RequestContext> {
  return contextOfAccount(app, by, `demonstration-${about}-${at.slice(0, 10)}`);
}
