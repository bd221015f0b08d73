import { DomainError } from '@fundwatch/domain';
import { availableSteps, stepWouldBeDueOn, type Asker } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { readBusinessDay } from './business-day.js';
import { requireAlert } from './require-alert.js';
import { viewBranch } from './view-branch.js';

/** What runs or ran beside an alert, and the steps that this person may take now. @throws DomainError NOT_FOUND */
export async function listBranches(
  app: Application,
  context: RequestContext,
  input: { alertId: string },
): Promise<ReplyOf<typeof routes.listBranches>> {
  const day = await readBusinessDay(app);
  return app.database.withContext(context, async (repositories) => {
    const alert = await requireAlert(repositories, context, input.alertId);
    const branches = await repositories.branches.list(alert.id);
    const attachments = branches.length > 0 ? await repositories.branches.attachments(alert.id) : [];
    const steps = availableSteps(alert, branches, askerOf(context), day.today).map((step) => ({
      ...step,
      wouldBeDueOn: stepWouldBeDueOn(
        alert,
        branches.find(({ id }) => id === step.branchId) ?? null,
        step,
        day.now,
        day.terms.calendar,
        app.settings.alerts,
      ),
    }));
    return { branches: branches.map((branch) => viewBranch(context, branch, attachments, day)), steps };
  });
}

/** @throws DomainError NOT_ALLOWED for anybody but a person */
export function askerOf({ actor, roles }: RequestContext): Asker {
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  return { account: actor.userId, roles, organisation: actor.organisation };
}
