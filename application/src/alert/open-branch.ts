import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import type { BranchKind } from '@fundwatch/domain/alert';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { crashPoint } from '../crash-point.js';
import { readBusinessDay } from './business-day.js';
import { lockAlert } from './require-alert.js';
import { readBranchView, type BranchView } from './view-branch.js';
import { writeBranchStep, type StepFields } from './write-branch-step.js';

/**
 * Begins what runs beside an alert: asks a department (津13), asks for time, proposes a field check or an order (津14), or a
 * plan of recovery. @throws DomainError NOT_FOUND · BRANCH_INCOMPLETE, also for an organisation that nobody answers for, and
 * as `decideBranch`
 */
export async function openBranch(
  app: Application,
  context: RequestContext,
  input: StepFields & { alertId: string; revision: number; kind: BranchKind; department?: string | undefined },
): Promise<BranchView> {
  const { alertId, ...step } = input;
  const department = input.kind === 'consultation' ? input.department : undefined;
  const day = await readBusinessDay(app);
  const opened = await app.database.withContext(context, async (repositories) => {
    const alert = await lockAlert(repositories, context, alertId);
    const asked = await repositories.organisations.departments();
    if (department !== undefined && !asked.some(({ code }) => code === department))
      throw new DomainError('BRANCH_INCOMPLETE', { field: 'department' });
    const id = randomUUID();
    await writeBranchStep(
      app,
      context,
      repositories,
      { ...step, department, alert, branch: { id }, command: 'open' },
      day,
    );
    return readBranchView(repositories, context, alert.id, id, day);
  });
  crashPoint('branch.after-commit');
  return opened;
}
