import { DomainError } from '@fundwatch/domain';
import type { BranchCommand, BranchState } from '@fundwatch/domain/alert';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { crashPoint } from '../crash-point.js';
import { readBusinessDay } from './business-day.js';
import { lockAlert } from './require-alert.js';
import { readBranchView, type BranchView } from './view-branch.js';
import { writeBranchStep, type StepFields } from './write-branch-step.js';

/** The next step of a branch. @throws DomainError NOT_FOUND, also for one that this person may not see, and as `decideBranch` */
export async function stepBranch(
  app: Application,
  context: RequestContext,
  input: StepFields & {
    alertId: string;
    branchId: string;
    revision: number;
    command: BranchCommand;
    branchState?: BranchState | undefined;
  },
): Promise<BranchView> {
  const { alertId, branchId, ...step } = input;
  const day = await readBusinessDay(app);
  const stepped = await app.database.withContext(context, async (repositories) => {
    const alert = await lockAlert(repositories, context, alertId);
    const found = await repositories.branches.get(alert.id, branchId);
    if (!found) throw new DomainError('NOT_FOUND', { branchId });
    const { openedByName: _name, departmentName: _department, ...branch } = found;
    await writeBranchStep(app, context, repositories, { ...step, kind: branch.kind, alert, branch }, day);
    return readBranchView(repositories, context, alert.id, branch.id, day);
  });
  crashPoint('branch.after-commit');
  return stepped;
}
