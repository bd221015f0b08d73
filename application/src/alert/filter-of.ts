import { assignmentSideOf, type AssignedFilter } from '@fundwatch/domain/alert';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { AlertFilter, OwnFilter } from '@fundwatch/storage';

/** A filter as it is asked for: whose work is mine depends on who asks. */
export interface AskedFilter extends Omit<AlertFilter, 'assigned' | 'assignee'> {
  assigned?: AssignedFilter | undefined;
  /** The account of a person of the asker's side. */
  assignee?: string | undefined;
}

export function filterOf(context: RequestContext, { assigned, assignee, ...filter }: AskedFilter): AlertFilter {
  const owner = ownerOf(context);
  return {
    ...filter,
    ...(assigned ? { assigned: { ...owner, which: assigned } } : {}),
    ...(assignee ? { assignee: { ...owner, account: assignee, which: 'of' } } : {}),
  };
}

/** Of an agency, that it asks for its own. */
export function ownOf({ scope }: RequestContext): Pick<AlertFilter, 'ownOf'> {
  return scope.startsWith('agency:') ? { ownOf: scope.slice('agency:'.length) } : {};
}

/** Whose queue it is: one who only reads has nothing of his own. */
export function ownerOf({ actor, roles, scope }: RequestContext): Omit<OwnFilter, 'which'> {
  return {
    account: actor.kind === 'user' ? actor.userId : '00000000-0000-0000-0000-000000000000',
    side: assignmentSideOf(roles) ?? (scope === 'all' ? 'office' : 'agency'),
  };
}
