import type { RequestContext } from '@fundwatch/domain/identity';

/** Somebody who has not signed in: sees no business table at all. */
export function publicContext(requestId: string): RequestContext {
  return { actor: { kind: 'system', name: 'public' }, roles: [], scope: 'none', requestId };
}
